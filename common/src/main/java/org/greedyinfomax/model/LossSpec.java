package org.greedyinfomax.model;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.loss.LocalLoss;
import org.greedyinfomax.tensor.Engine;

/** What every module of a stack is to make small, as a recipe describes it. */
public sealed interface LossSpec extends Serializable permits InfoNceSpec, SupervisedSpec {

  /** Loss of a module that has learned nothing, in nats. */
  double ceiling();

  /** The label that it learns from, if any. */
  Optional<String> label();

  /** What it learns beside the module's layers. */
  List<ParameterSpec> parameters(int contextChannels, int encodingChannels);

  /** The loss at work on the parameters of those names, which it shares with the caller. */
  LocalLoss build(Engine engine, Function<String, Parameter> parameters);

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
   * @param output what it hands on
   * @param sample what the lowest module receives
   * @throws IllegalArgumentException if it is not
   */
  void requireFits(String module, SampleShape output, SampleShape sample);

  /**
   * Products of one sample.
   *
   * @param encoding what is predicted
   * @param context channels of what predicts
   * @param targetsLearn whether the candidates learn
   */
  Flops flops(SampleShape encoding, int context, boolean targetsLearn);
}
