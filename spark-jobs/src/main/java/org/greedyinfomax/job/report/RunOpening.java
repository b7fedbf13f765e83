package org.greedyinfomax.job.report;

import java.util.List;
import java.util.Optional;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.TrainingSettings.Order;
import org.greedyinfomax.modality.Modality;
import org.greedyinfomax.model.spec.FrameSupervisedSpec;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.SupervisedSpec;
import org.greedyinfomax.report.opening.Training;
import org.greedyinfomax.run.RoundMetrics;

/** What the first sentence of a run's report says of its training. */
final class RunOpening {

  private RunOpening() {}

  /**
   * The training up to a round.
   *
   * @param rounds that what is told of was trained for; 0 if it was imported
   */
  static Training of(Recipe recipe, List<RoundMetrics> lines, int rounds) {
    Modality modality = Modality.of(recipe);
    return new Training(
        duration(recipe, lines, rounds),
        supervision(recipe.stack().loss()),
        modality.rawName(),
        modality.rows());
  }

  /** What was learned from, as at the end of a sentence. */
  static String supervision(LossSpec loss) {
    return loss.accept(
        new LossSpec.Visitor<>() {
          @Override
          public String infoNce(InfoNceSpec spec) {
            return "without labels";
          }

          @Override
          public String supervised(SupervisedSpec spec) {
            return "from the label " + spec.name();
          }

          @Override
          public String frameSupervised(FrameSupervisedSpec spec) {
            return "from labels of frames";
          }
        });
  }

  private static Optional<String> duration(Recipe recipe, List<RoundMetrics> lines, int rounds) {
    if (rounds == 0) {
      return Optional.empty();
    }
    if (recipe.training().order() == Order.ITERATIVE) { // where epochs are those of one module
      return Optional.of(rounds == 1 ? "1 round" : rounds + " rounds");
    }
    return Optional.of(
        lines.stream()
            .filter(line -> line.round() == rounds)
            .findFirst()
            .map(line -> epochs(line.epoch()))
            .orElse(rounds + " rounds"));
  }

  private static String epochs(double epochs) {
    String number = Text.decimal(epochs, 1);
    String plain = number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    return plain.equals("1") ? "1 epoch" : plain + " epochs";
  }
}
