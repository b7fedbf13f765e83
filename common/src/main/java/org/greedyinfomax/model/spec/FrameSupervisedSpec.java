package org.greedyinfomax.model.spec;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.greedyinfomax.Check;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.loss.FrameCrossEntropy;
import org.greedyinfomax.loss.LocalLoss;
import org.greedyinfomax.tensor.Engine;

/**
 * Supervised learning from a label for every 10 ms of a recording, such as the phone, by a linear
 * classifier on each module: end to end if there is one module, greedy if there are several. A
 * module with more frames is classified by their means over 10 ms.
 *
 * @param file with the labels of all recordings
 * @param offset label {@code t + n − offset} goes with frame {@code t} of a crop that starts {@code
 *     n} times 10 ms into its recording, at least 0
 * @param classes that labels are of, at least 2
 * @param sampleRate of the recordings in Hz, a multiple of 100
 */
public record FrameSupervisedSpec(String file, int offset, int classes, int sampleRate)
    implements LossSpec {

  private static final int LABELS_PER_SECOND = 100;

  public FrameSupervisedSpec {
    Check.argument(!file.isBlank(), "frameLabels must name a file, but is empty");
    Check.argument(offset >= 0, "frameOffset must be at least 0, but is %d", offset);
    SupervisedSpec.requireClasses(classes);
    Check.argument(
        sampleRate % LABELS_PER_SECOND == 0,
        "frameLabels are labels of 10 ms each, which must be whole samples, but input.sampleRate"
            + " is %d",
        sampleRate);
  }

  /** From a label to the next, in samples. */
  public int hop() {
    return sampleRate / LABELS_PER_SECOND;
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.frameSupervised(this);
  }

  @Override
  public OptionalDouble ceiling() {
    return OptionalDouble.of(Math.log(classes));
  }

  @Override
  public boolean isSupervised() {
    return true;
  }

  /** One for every whole 10 ms. */
  @Override
  public int labels(SampleShape sample) {
    return sample.places() / hop();
  }

  @Override
  public List<ParameterSpec> parameters(int contextChannels, int encodingChannels) {
    return SupervisedSpec.classifier(contextChannels, classes);
  }

  @Override
  public LocalLoss build(Engine engine, int moduleHop, Function<String, Parameter> parameters) {
    return new FrameCrossEntropy(
        engine,
        hop() / moduleHop,
        parameters.apply(SupervisedSpec.WEIGHT),
        parameters.apply(SupervisedSpec.BIAS));
  }

  @Override
  public void requireTakes(SampleShape sample) {
    Check.argument(
        sample instanceof SampleShape.Sequence,
        "loss.frameLabels are labels of sequences, but the input is %s",
        sample);
    Check.argument(
        labels(sample) >= 1,
        "a crop of %d samples has no label, for loss.frameLabels are %d samples apart: take a"
            + " longer crop",
        sample.places(),
        hop());
  }

  @Override
  public void requireFits(String module, int moduleHop, SampleShape output, SampleShape sample) {
    Check.argument(
        hop() % moduleHop == 0,
        "module \"%s\" has a frame every %d samples, but loss.frameLabels have a label every %d, of"
            + " which that must be a divisor: choose other strides",
        module,
        moduleHop,
        hop());
    Check.argument(
        output.places() > 0,
        "module \"%s\" leaves nothing of %s: take larger samples or fewer strides",
        module,
        sample);
  }

  @Override
  public Flops flops(int moduleHop, SampleShape encoding, int context, boolean targetsLearn) {
    long means = Math.max(1, (long) encoding.places() * moduleHop / hop());
    long products = 2 * means * context * classes;
    return Flops.of(products, products); // a score's two sides are the weight and the context
  }
}
