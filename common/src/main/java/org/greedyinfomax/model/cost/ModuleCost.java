package org.greedyinfomax.model.cost;

import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.model.spec.ContextSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.PixelCnnSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;

/**
 * The cost of one sample in a module, in FLOPs and parameters, and the shape of what the module
 * hands on.
 *
 * <p>A multiplication and the addition that takes its result count as 2 FLOP. What counts are the
 * products: of convolutions with their input, padding among it, of a GRU with its input and state,
 * of the score matrices with every context in the loss's window, and of predictions with their
 * candidates. Biases, gates, softmax, copies and Adam do not count. For the paper's networks these
 * are the numbers of the authors' code; {@link org.greedyinfomax.loss.InfoNce} needs a little less,
 * because it leaves out contexts that have nothing to predict, and a PixelCNN four fifths, because
 * it leaves out what is {@linkplain PixelCnnSpec masked}; a convolution of 3 x 3 may take four
 * ninths of its multiplications ({@link org.greedyinfomax.tensor.WinogradTransforms}).
 *
 * <p>In the backward pass, a product costs the gradients of both its sides, each as much as itself,
 * except where the method stops the gradient: at the input of a module, at the candidates of a
 * module without layers, and at the state that a GRU starts from (or every earlier state, if
 * gradients reach back one step).
 *
 * @param encoderFlops of the layers, forward: also what the module costs while it is frozen
 * @param lossFlops of the loss, and of contexts that serve it alone, forward
 * @param backwardFlops of both, backward
 * @param lossBackwardFlops of these, what the loss and its own contexts take
 * @param parameters numbers that are learned, those of the loss among them
 * @param output what the module hands on of a sample
 * @see <a href="https://arxiv.org/abs/1905.11786">Löwe, O'Connor, Veeling (2019)</a>
 */
public record ModuleCost(
    long encoderFlops,
    long lossFlops,
    long backwardFlops,
    long lossBackwardFlops,
    int parameters,
    SampleShape output) {

  public ModuleCost {
    Check.argument(
        encoderFlops > 0 && lossFlops > 0 && backwardFlops > 0,
        "a module computes in its layers, its loss and its backward pass, but the FLOPs are %d, %d, %d",
        encoderFlops,
        lossFlops,
        backwardFlops);
    Check.argument(parameters > 0, "a module has parameters, but they are %d", parameters);
  }

  /**
   * Returns the cost of module {@code m} of a stack.
   *
   * @param sample that the lowest module receives
   * @throws IllegalArgumentException if a module has too few frames or patches for its loss
   */
  public static ModuleCost of(StackSpec stack, int m, SampleShape sample) {
    List<PartCost> parts = PartCost.of(stack, m, sample);
    boolean isHandedOn = stack.modules().get(m).context().map(ContextSpec::isHandedOn).orElse(true);
    int encoder = parts.size() - (isHandedOn ? 1 : 2); // a context for the loss alone is part of it
    return new ModuleCost(
        forward(parts.subList(0, encoder)),
        forward(parts.subList(encoder, parts.size())),
        backward(parts),
        backward(parts.subList(encoder, parts.size())),
        ModuleLayout.of(stack, m).size(),
        stack.output(m, sample));
  }

  private static long forward(List<PartCost> parts) {
    return parts.stream().mapToLong(PartCost::forwardFlops).sum();
  }

  private static long backward(List<PartCost> parts) {
    return parts.stream().mapToLong(PartCost::backwardFlops).sum();
  }

  /** FLOPs of training the loss alone: forward and backward. */
  public long lossTrainingFlops() {
    return lossFlops + lossBackwardFlops;
  }

  /** FLOPs of the loss and the layers, forward. */
  public long forwardFlops() {
    return encoderFlops + lossFlops;
  }

  /** FLOPs of training on the crop: forward and backward. */
  public long trainingFlops() {
    return forwardFlops() + backwardFlops;
  }

  /** Bytes of what the module hands on, in single precision. */
  public long float32Bytes() {
    return 4L * output.size();
  }

  /** Bytes of what the module hands on, in half precision. */
  public long float16Bytes() {
    return 2L * output.size();
  }
}
