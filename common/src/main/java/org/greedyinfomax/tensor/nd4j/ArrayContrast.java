package org.greedyinfomax.tensor.nd4j;

import static org.greedyinfomax.tensor.nd4j.ArrayMemory.view;

import java.util.Optional;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.NegativeSets;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link Engine#contrast}: all anchors are compared with their candidates together, some megabytes
 * of candidates at a time, whatever sets they belong to.
 */
final class ArrayContrast {

  private final ArrayOperations operations;
  private final ArrayRows rows;
  private final ArrayCrossEntropy crossEntropy;
  private final Arena scratch;

  ArrayContrast(
      ArrayOperations operations, ArrayRows rows, ArrayCrossEntropy crossEntropy, Arena scratch) {
    this.operations = operations;
    this.rows = rows;
    this.crossEntropy = crossEntropy;
    this.scratch = scratch;
  }

  ContrastSums contrast(
      NegativeSets sets,
      double[] weights,
      Matrix candidates,
      Tensor predicted,
      Optional<Matrix> dCandidates) {
    Shapes.requireSameColumns(candidates, predicted.matrix());
    AnchorCandidates anchors = AnchorCandidates.of(sets, predicted.length(1));
    double[] sums = new double[2];
    ArrayParts.ofRows(
        anchors.count(),
        (1L + sets.perSet()) * candidates.columns(),
        (from, count) -> {
          try (Arena.Frame frame = scratch.frame()) {
            ContrastSums part =
                contrast(
                    anchors.rows(from, count),
                    anchors.candidates(from, count),
                    anchors.weights(from, count, weights),
                    candidates,
                    predicted.matrix(),
                    dCandidates);
            sums[0] += part.loss();
            sums[1] += part.correct();
          }
        });
    return new ContrastSums(sums[0], sums[1]);
  }

  private ContrastSums contrast(
      int[] places,
      int[] chosen,
      double[] weights,
      Matrix candidates,
      Matrix predicted,
      Optional<Matrix> dCandidates) {
    int count = places.length;
    int choices = chosen.length / count;
    int channels = candidates.columns();
    Tensor gathered = scratch.allocate(count, choices, channels);
    Tensor products = scratch.allocate(count, choices, channels);
    Tensor predictions = scratch.allocate(count, channels);
    Tensor logits = scratch.allocate(count, choices);
    INDArray factors = view(logits, count, choices, 1);
    rows.gather(candidates, chosen, gathered.matrix());
    rows.gather(predicted, places, predictions.matrix());
    operations.multiply(view(gathered), view(predictions, count, 1, channels), view(products));
    operations.sum(view(products), 2, view(logits));
    ContrastSums sums = crossEntropy.classify(logits.matrix(), new int[count], weights);
    if (dCandidates.isPresent()) {
      operations.multiply(factors, view(predictions, count, 1, channels), view(products));
      rows.add(products.matrix(), chosen, dCandidates.get());
    }
    operations.multiply(view(gathered), factors, view(gathered));
    operations.sum(view(gathered), 1, view(predictions));
    rows.put(predictions.matrix(), places, predicted);
    return sums;
  }
}
