package org.greedyinfomax.model.spec;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.layer.Gru;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.model.spec.StackSpec.Initialization;
import org.greedyinfomax.tensor.Engine;

/**
 * A gated recurrent unit that turns a module's encodings into contexts.
 *
 * @param hidden size of its state, at least 1
 * @param backpropagation how far gradients reach back in time
 */
public record GruSpec(int hidden, Backpropagation backpropagation) implements ContextSpec {

  /** How far gradients reach back in time. */
  public enum Backpropagation {
    /** To the start of the sequence. */
    THROUGH_TIME,
    /** One step: the previous state counts as a constant ("without BPTT" in the paper). */
    ONE_STEP
  }

  public GruSpec {
    Check.argument(hidden >= 1, "hidden must be at least 1, but is %d", hidden);
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.gru(this);
  }

  @Override
  public String prefix() {
    return "gru";
  }

  @Override
  public String summary() {
    return Text.format("GRU of %d", hidden);
  }

  @Override
  public boolean isOfPatches() {
    return false;
  }

  @Override
  public Optional<GruSpec> gru() {
    return Optional.of(this);
  }

  @Override
  public boolean isHandedOn() {
    return true;
  }

  @Override
  public int outputChannels(int inputChannels) {
    return hidden;
  }

  @Override
  public SampleShape output(SampleShape input) {
    SampleShape.Sequence sequence = LayerSpec.sequence(input, "a GRU");
    return new SampleShape.Sequence(sequence.frames(), hidden);
  }

  @Override
  public List<ParameterSpec> parameters(int inputChannels) {
    Initializer initial = Initializer.Uniform.ofFanIn(hidden);
    return List.of(
        new ParameterSpec("inputWeight", List.of(inputChannels, 3 * hidden), initial),
        new ParameterSpec("stateWeight", List.of(hidden, 3 * hidden), initial),
        new ParameterSpec("inputBias", List.of(3 * hidden), initial),
        new ParameterSpec("stateBias", List.of(3 * hidden), initial));
  }

  /** Uniform, whatever the others are. */
  @Override
  public List<ParameterSpec> parameters(int channels, Initialization initialization) {
    return parameters(channels);
  }

  @Override
  public Gru build(Engine engine, Function<String, Parameter> parameters) {
    Gru.Reach reach =
        switch (backpropagation) {
          case THROUGH_TIME -> Gru.Reach.WHOLE_PAST;
          case ONE_STEP -> Gru.Reach.ONE_STEP;
        };
    return new Gru(
        engine,
        reach,
        new Gru.Parameters(
            parameters.apply("inputWeight"),
            parameters.apply("stateWeight"),
            parameters.apply("inputBias"),
            parameters.apply("stateBias")));
  }

  @Override
  public Flops flops(SampleShape input, boolean inputLearns) {
    int frames = LayerSpec.sequence(input, "a GRU").frames();
    long products = 2L * frames * input.channels() * 3 * hidden;
    long state = 2L * 3 * hidden * hidden; // of one frame
    int statesThatLearn =
        switch (backpropagation) {
          case THROUGH_TIME -> frames - 1;
          case ONE_STEP -> 0;
        };
    return Flops.of(products, inputLearns ? products : 0)
        .plus(Flops.of(frames * state, statesThatLearn * state));
  }
}
