package org.greedyinfomax.training.tuning;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ContextSpec;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.StackSpec;

/**
 * Layers of one stack in another, which may be cut into modules otherwise: a stack of several
 * modules can go on as one that is trained from end to end. What serves a loss alone, such as score
 * matrices and classifiers, is not taken.
 */
public final class LayerTransfer {

  private final StackSpec from;
  private final StackSpec to;
  private final String run;
  private final List<Placed> sources;
  private final List<Placed> targets;

  /**
   * A layer of a stack.
   *
   * @param module its number
   * @param prefix what the names of its parameters begin with
   * @param spec what it is
   */
  private record Placed(int module, String prefix, LayerSpec spec) {}

  /**
   * Prepares to take layers.
   *
   * @param run what complaints call the run that they are of
   * @param from its stack
   * @param to the stack that begins with them
   * @throws IllegalArgumentException if the layers of one are not the lowest of the other
   */
  public LayerTransfer(String run, StackSpec from, StackSpec to) {
    this.from = from;
    this.to = to;
    this.run = run;
    sources = layers(from);
    targets = layers(to);
    for (int i = 0; i < taken(); i++) {
      Check.argument(
          sources.get(i).spec().equals(targets.get(i).spec()),
          "layer %d of the recipe, in module \"%s\", is %s, but layer %d of the run %s is %s: the"
              + " recipe must have that run's layers in their order, cut into modules as it likes",
          i,
          to.modules().get(targets.get(i).module()).name(),
          targets.get(i).spec(),
          i,
          run,
          sources.get(i).spec());
    }
  }

  /** All that make up what a stack puts out, lowest first. */
  private static List<Placed> layers(StackSpec stack) {
    List<Placed> layers = new ArrayList<>();
    for (int m = 0; m < stack.modules().size(); m++) {
      ModuleSpec module = stack.modules().get(m);
      List<String> names = ModuleLayout.names(module.layers());
      for (int i = 0; i < names.size(); i++) {
        layers.add(new Placed(m, names.get(i) + ".", module.layers().get(i)));
      }
      if (module.context().isPresent() && module.context().get().isHandedOn()) {
        ContextSpec context = module.context().get();
        layers.add(new Placed(m, context.prefix() + ".", context));
      }
    }
    return layers;
  }

  /** How many layers are taken: all of one of the stacks. */
  public int taken() {
    return Math.min(sources.size(), targets.size());
  }

  /**
   * Returns states with the taken weights in them, and no trace of what has moved them: they begin
   * without moments and steps.
   *
   * @param trained states of the run, lowest module first
   * @param untrained states of the other stack, which stay as they are
   */
  public List<ModuleState> start(List<ModuleState> trained, List<ModuleState> untrained) {
    List<float[]> values = new ArrayList<>();
    untrained.forEach(state -> values.add(state.values().clone()));
    for (int i = 0; i < taken(); i++) {
      Placed source = sources.get(i);
      Placed target = targets.get(i);
      copy(source, trained.get(source.module()).values(), target, values.get(target.module()));
    }
    return values.stream()
        .map(all -> new ModuleState(all, new float[all.length], new float[all.length], 0))
        .toList();
  }

  private void copy(Placed source, float[] trained, Placed target, float[] values) {
    ModuleLayout sourceLayout = ModuleLayout.of(from, source.module());
    for (ModuleLayout.Entry entry : ModuleLayout.of(to, target.module()).entries()) {
      if (entry.name().startsWith(target.prefix())) {
        String name = source.prefix() + entry.name().substring(target.prefix().length());
        ModuleLayout.Entry taken = sourceLayout.entry(name);
        Check.argument(
            taken.shape().equals(entry.shape()),
            "%s of module \"%s\" must have shape %s, but has %s in the run %s",
            entry.name(),
            to.modules().get(target.module()).name(),
            entry.shape(),
            taken.shape(),
            run);
        System.arraycopy(trained, taken.start(), values, entry.start(), entry.size());
      }
    }
  }
}
