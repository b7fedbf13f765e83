package org.greedyinfomax.model.spec;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.greedyinfomax.Check;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.loss.CrossEntropy;
import org.greedyinfomax.loss.LocalLoss;
import org.greedyinfomax.tensor.Engine;

/**
 * Supervised learning by a linear classifier on each module: end to end if there is one module,
 * greedy if there are several.
 *
 * @param name of the corpus column that holds the label
 * @param classes different values that it has, at least 2
 */
public record SupervisedSpec(String name, int classes) implements LossSpec {

  static final String WEIGHT = "classifier.weight";
  static final String BIAS = "classifier.bias";

  public SupervisedSpec {
    Check.argument(!name.isBlank(), "label must name a column of the corpus, but is empty");
    requireClasses(classes);
  }

  static void requireClasses(int classes) {
    Check.argument(classes >= 2, "classes must be at least 2, but is %d", classes);
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.supervised(this);
  }

  @Override
  public OptionalDouble ceiling() {
    return OptionalDouble.of(Math.log(classes));
  }

  @Override
  public boolean isSupervised() {
    return true;
  }

  @Override
  public int labels(SampleShape sample) {
    return 1;
  }

  @Override
  public List<ParameterSpec> parameters(int contextChannels, int encodingChannels) {
    return classifier(contextChannels, classes);
  }

  /** Returns the parameters of a linear classifier, which every supervised loss learns. */
  static List<ParameterSpec> classifier(int channels, int classes) {
    Initializer initial = Initializer.Uniform.ofFanIn(channels);
    return List.of(
        new ParameterSpec(WEIGHT, List.of(channels, classes), initial),
        new ParameterSpec(BIAS, List.of(classes), initial));
  }

  @Override
  public LocalLoss build(Engine engine, int hop, Function<String, Parameter> parameters) {
    return new CrossEntropy(engine, parameters.apply(WEIGHT), parameters.apply(BIAS));
  }

  @Override
  public void requireTakes(SampleShape sample) {} // it takes all

  @Override
  public void requireFits(String module, int hop, SampleShape output, SampleShape sample) {
    Check.argument(
        output.size() > 0,
        "module \"%s\" leaves nothing of %s: take larger samples or fewer strides",
        module,
        sample);
  }

  @Override
  public Flops flops(int hop, SampleShape encoding, int context, boolean targetsLearn) {
    long products = 2L * context * classes;
    return Flops.of(products, products); // a score's two sides are the weight and the context
  }
}
