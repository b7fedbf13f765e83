package org.greedyinfomax.model.spec;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.loss.LocalLoss;
import org.greedyinfomax.tensor.Engine;

/** What every module of a stack minimises, as a recipe describes it. */
public sealed interface LossSpec extends Serializable
    permits InfoNceSpec, SupervisedSpec, FrameSupervisedSpec {

  /** Calls the method of a visitor that is for this kind of loss. */
  <T> T accept(Visitor<T> visitor);

  /** What is done with each kind of loss. */
  interface Visitor<T> {

    /** For the contrastive task. */
    T infoNce(InfoNceSpec spec);

    /** For a label of each sample. */
    T supervised(SupervisedSpec spec);

    /** For a label of each frame. */
    T frameSupervised(FrameSupervisedSpec spec);
  }

  /**
   * Returns the loss of a module that has learned nothing, in nats; empty if that is not known of
   * this loss.
   */
  OptionalDouble ceiling();

  /**
   * Returns how far a loss is below its ceiling, in nats; 0 if there is none. Of InfoNCE it is a
   * lower bound on the mutual information between contexts and their positives.
   */
  default double information(double loss) {
    OptionalDouble ceiling = ceiling();
    return ceiling.isPresent() ? ceiling.getAsDouble() - loss : 0;
  }

  /** Returns whether it learns from labels. */
  boolean isSupervised();

  /** Labels that it learns from in a sample; 0 if it learns from none. */
  int labels(SampleShape sample);

  /** Returns what it learns beside the module's layers. */
  List<ParameterSpec> parameters(int contextChannels, int encodingChannels);

  /**
   * Returns the loss at work on the parameters of those names, which it shares with the caller.
   *
   * @param hop from a frame of the module to the next, in samples; see {@link StackSpec#hop}
   */
  LocalLoss build(Engine engine, int hop, Function<String, Parameter> parameters);

  /**
   * Checks that it is a loss for such samples.
   *
   * @throws IllegalArgumentException if it is not
   */
  void requireTakes(SampleShape sample);

  /**
   * Checks that a module's output is enough to learn from.
   *
   * @param module its name
   * @param hop from a frame of it to the next, in samples
   * @param output what it hands on
   * @param sample what the lowest module receives
   * @throws IllegalArgumentException if it is not
   */
  void requireFits(String module, int hop, SampleShape output, SampleShape sample);

  /**
   * Products of one sample.
   *
   * @param hop from a frame of the module to the next, in samples
   * @param encoding what is predicted
   * @param context channels of what predicts
   * @param targetsLearn whether the candidates learn
   */
  Flops flops(int hop, SampleShape encoding, int context, boolean targetsLearn);
}
