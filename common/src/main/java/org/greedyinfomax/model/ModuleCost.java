package org.greedyinfomax.model;

import org.greedyinfomax.Check;

/**
 * What one crop costs a module, and what the module makes of it.
 *
 * <p>A multiplication and the addition that takes its result count as 2 FLOP. What counts are the
 * products: of convolutions with their input, padding among it, of a GRU with its input and state,
 * of the score matrices with every context in the loss's window, and of predictions with their
 * candidates. Biases, gates, softmax, copies and Adam do not count. For the paper's audio network
 * these are the numbers of the authors' code; {@link org.greedyinfomax.loss.InfoNce} needs a little
 * less, because it leaves out contexts that have nothing to predict.
 *
 * <p>On the way back, a product costs the gradients of both its sides, each as much as itself,
 * except where the method stops the gradient: at the input of a module, at the candidates of a
 * module without convolutions, and at the state that a GRU starts from (or every earlier state, if
 * gradients reach back one step).
 *
 * @param encoderFlops of the layers, forward: also what the module costs while it is frozen
 * @param lossFlops of the loss, forward
 * @param backwardFlops of both, on the way back
 * @param parameters numbers that are learned, those of the loss among them
 * @param frames that the module hands on
 * @param channels of each
 * @see <a href="https://arxiv.org/abs/1905.11786">Löwe, O'Connor, Veeling (2019)</a>
 */
public record ModuleCost(
    long encoderFlops,
    long lossFlops,
    long backwardFlops,
    int parameters,
    int frames,
    int channels) {

  public ModuleCost {
    Check.argument(
        encoderFlops > 0 && lossFlops > 0 && backwardFlops > 0,
        "a module computes in its layers, its loss and its way back, but the FLOPs are %d, %d, %d",
        encoderFlops,
        lossFlops,
        backwardFlops);
    Check.argument(
        parameters > 0 && frames > 0 && channels > 0,
        "a module has parameters, frames and channels, but they are %d, %d, %d",
        parameters,
        frames,
        channels);
  }

  /**
   * The cost of module {@code m} of a stack.
   *
   * @param samples of the crop
   * @throws IllegalArgumentException if a module has too few frames for its loss
   */
  public static ModuleCost of(StackSpec stack, int m, int samples) {
    stack.requireFrames(samples);
    ModuleSpec module = stack.modules().get(m);
    boolean targetsLearn = !module.convolutions().isEmpty();
    int frames = m == 0 ? samples : stack.outputFrames(m - 1, samples);
    int channels = stack.inputChannels(m);
    Flops encoder = new Flops(0, 0);
    for (int i = 0; i < module.convolutions().size(); i++) {
      ConvolutionSpec convolution = module.convolutions().get(i);
      frames = convolution.outputFrames(frames);
      long products = 2L * frames * convolution.kernel() * channels * convolution.channels();
      encoder = encoder.plus(Flops.of(products, i == 0 ? 0 : products));
      channels = convolution.channels();
    }
    if (module.gru().isPresent()) {
      encoder = encoder.plus(gru(module.gru().get(), frames, channels, targetsLearn));
    }
    int context = stack.inputChannels(m + 1);
    Flops loss = loss(stack.loss(), frames, context, channels, targetsLearn);
    return new ModuleCost(
        encoder.forward(),
        loss.forward(),
        encoder.backward() + loss.backward(),
        ModuleLayout.of(stack, m).size(),
        frames,
        context);
  }

  private static Flops gru(GruSpec gru, int frames, int in, boolean inputLearns) {
    int hidden = gru.hidden();
    long input = 2L * frames * in * 3 * hidden;
    long state = 2L * 3 * hidden * hidden; // of one frame
    int statesThatLearn =
        switch (gru.backpropagation()) {
          case THROUGH_TIME -> frames - 1;
          case ONE_STEP -> 0;
        };
    return Flops.of(input, inputLearns ? input : 0)
        .plus(Flops.of(frames * state, statesThatLearn * state));
  }

  private static Flops loss(
      InfoNceSpec loss, int frames, int context, int encoding, boolean targetsLearn) {
    long steps = loss.predictionSteps();
    long window = loss.window() == 0 ? frames : Math.min(loss.window(), frames);
    long anchors = steps * window - steps * (steps + 1) / 2; // Σ_k (window − k)
    long predictions = 2 * window * steps * context * encoding;
    long scores = 2 * anchors * (1 + loss.negatives()) * encoding;
    // a score's two sides are the prediction, which always learns, and the candidate
    return Flops.of(predictions, predictions).plus(Flops.of(scores, targetsLearn ? scores : 0));
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
    return 4L * frames * channels;
  }

  /** Bytes of what the module hands on, in half precision. */
  public long float16Bytes() {
    return 2L * frames * channels;
  }

  /** FLOPs of products and of their gradients. */
  private record Flops(long forward, long backward) {

    /**
     * Products of which one side learns, which costs what the products cost.
     *
     * @param otherGradient of the other side
     */
    static Flops of(long products, long otherGradient) {
      return new Flops(products, products + otherGradient);
    }

    Flops plus(Flops other) {
      return new Flops(forward + other.forward, backward + other.backward);
    }
  }
}
