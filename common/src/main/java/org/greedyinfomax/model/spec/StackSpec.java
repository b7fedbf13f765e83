package org.greedyinfomax.model.spec;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Half;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;

/**
 * The whole encoder, as a recipe describes it: modules from the raw signal upwards, trained by the
 * same task.
 *
 * @param inputChannels of the raw signal: 1 for audio and grey images, 3 for images in colour
 * @param modules from input to output, at least one, with unique names
 * @param loss the loss of every module that has none of its own
 * @param losses of each module, lowest first: {@code loss}, or one of its own, which differs from
 *     it in numbers only
 * @param borders the type to which a module's output is rounded before the next module receives it,
 *     whether or not it is stored between them
 * @param initialization how untrained weights are drawn
 */
public record StackSpec(
    int inputChannels,
    List<ModuleSpec> modules,
    LossSpec loss,
    List<LossSpec> losses,
    StorageType borders,
    Initialization initialization)
    implements Serializable {

  /** How untrained weights are drawn. */
  public enum Initialization {
    /** Weights and biases as PyTorch draws them by default. */
    UNIFORM,
    /** Convolutions and score matrices delta-orthogonal, all else uniform. */
    DELTA_ORTHOGONAL
  }

  /** Creates a stack whose modules hand on their outputs as they are. */
  public StackSpec(int inputChannels, List<ModuleSpec> modules, LossSpec loss) {
    this(inputChannels, modules, loss, StorageType.FLOAT32, Initialization.UNIFORM);
  }

  /** Creates a stack whose modules all have the same loss. */
  public StackSpec(
      int inputChannels,
      List<ModuleSpec> modules,
      LossSpec loss,
      StorageType borders,
      Initialization initialization) {
    this(
        inputChannels,
        modules,
        loss,
        Collections.nCopies(modules.size(), loss),
        borders,
        initialization);
  }

  /** Returns the same stack with another type at its borders. */
  public StackSpec withBorders(StorageType type) {
    return new StackSpec(inputChannels, modules, loss, losses, type, initialization);
  }

  public StackSpec {
    Check.argument(
        inputChannels >= 1, "inputChannels must be at least 1, but is %d", inputChannels);
    Check.argument(!modules.isEmpty(), "modules must name at least one module");
    Check.argument(
        modules.stream().map(ModuleSpec::name).distinct().count() == modules.size(),
        "modules must have different names, but are %s",
        modules.stream().map(ModuleSpec::name).toList());
    Check.argument(
        losses.size() == modules.size()
            && losses.stream().allMatch(own -> own.getClass() == loss.getClass()),
        "%d modules have as many losses of the kind %s, but they are %s",
        modules.size(),
        loss,
        losses);
    modules = List.copyOf(modules);
    losses = List.copyOf(losses);
  }

  /** Returns the loss of module {@code m}. */
  public LossSpec loss(int m) {
    return losses.get(m);
  }

  /** Returns whether module {@code m} has a loss that differs from those of others. */
  public boolean hasOwnLoss(int m) {
    return !losses.get(m).equals(loss);
  }

  /** Channels that module {@code m} receives, and module {@code m - 1} hands on. */
  public int inputChannels(int m) {
    return m == 0 ? inputChannels : modules.get(m - 1).contextChannels(inputChannels(m - 1));
  }

  /** Returns what module {@code m} receives of a sample. */
  public SampleShape input(int m, SampleShape sample) {
    return m == 0 ? sample : output(m - 1, sample);
  }

  /** Returns what module {@code m} hands on of a sample. */
  public SampleShape output(int m, SampleShape sample) {
    return modules.get(m).output(input(m, sample));
  }

  /** From a frame of module {@code m} to the next, in samples of the raw signal. */
  public int hop(int m) {
    int hop = 1;
    for (ModuleSpec module : modules.subList(0, m + 1)) {
      for (LayerSpec layer : module.layers()) {
        hop = Math.multiplyExact(hop, layer.stride());
      }
    }
    return hop;
  }

  /** Frames of a sequence that give the topmost module one. */
  public int fewestFrames() {
    int frames = 1;
    while (output(modules.size() - 1, new SampleShape.Sequence(frames, inputChannels)).places()
        < 1) {
      frames++;
    }
    return frames;
  }

  /**
   * Checks that every module has something to predict.
   *
   * @throws IllegalArgumentException naming the first module that cannot take its input, or is left
   *     with too little of it
   */
  public void requireFits(SampleShape sample) {
    Check.argument(
        sample.channels() == inputChannels,
        "modules take %d channels, but the input has %d",
        inputChannels,
        sample.channels());
    for (int m = 0; m < modules.size(); m++) {
      loss(m).requireTakes(sample);
      loss(m).requireFits(modules.get(m).name(), hop(m), output(m, sample), sample);
    }
  }

  /**
   * Rounds what module {@code m} hands on; the topmost hands on nothing.
   *
   * @throws ArithmeticException if the borders' type cannot hold it
   */
  public void roundBorder(Engine engine, int m, Tensor output) {
    boolean isBorder = m + 1 < modules.size();
    if (isBorder && borders == StorageType.FLOAT16 && !engine.roundToHalf(output)) {
      throw new ArithmeticException(
          Text.format(
                  "module \"%s\" puts out numbers beyond %.0f, the largest of float16: set",
                  modules.get(m).name(), Half.LARGEST)
              + " activations.dtype = float32, or lower optimizer.learningRate");
    }
  }
}
