package org.greedyinfomax.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.input.Normalization;
import org.greedyinfomax.model.ModuleLayout;
import org.greedyinfomax.model.ModuleSpec;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackSpec;

/**
 * The modules of a finished run, on which another run puts new ones. They stay as they are.
 *
 * @param run its directory
 * @param hash of their states
 * @param normalization that they were trained with, which the new run keeps
 * @param states lowest first
 */
record Foundation(String run, String hash, Normalization normalization, List<ModuleState> states) {

  Foundation {
    states = List.copyOf(states);
  }

  /**
   * Takes the modules of a run.
   *
   * @param recipe of the new run
   * @throws IllegalArgumentException if the run is not finished, or its modules are not the lowest
   *     of the recipe
   */
  static Foundation of(RunDirectory run, Recipe recipe) throws IOException {
    Recipe before = run.recipe();
    requireBelow(run, before, recipe);
    Checkpoint checkpoint = run.newestCheckpoint();
    RunInput input = run.input();
    if (input.hasCorpus()) {
      requireFinished(run, before, input, checkpoint);
    }
    return new Foundation(
        run.path().toString(),
        checkpoint.hash(),
        input.normalization(),
        checkpoint.states().stream().map(ModuleState::withoutVelocity).toList());
  }

  private static void requireFinished(
      RunDirectory run, Recipe recipe, RunInput input, Checkpoint checkpoint) throws IOException {
    int modules = recipe.stack().modules().size();
    int planned = Rounds.of(recipe.training(), input.frozen(), modules, input.recordings()).count();
    int rounds = Stops.of(recipe.stack(), input.frozen(), run.validationLog().last()).end(planned);
    Check.argument(
        checkpoint.rounds() == rounds,
        "the run %s has finished %d of %d rounds: finish it first, with gim pretrain --resume",
        run.path(),
        checkpoint.rounds(),
        rounds);
  }

  private static void requireBelow(RunDirectory run, Recipe before, Recipe recipe) {
    StackSpec old = before.stack();
    StackSpec stack = recipe.stack();
    int modules = old.modules().size();
    Check.argument(
        modules < stack.modules().size(),
        "the run %s has %d modules and the recipe %d: add modules to the recipe",
        run.path(),
        modules,
        stack.modules().size());
    for (int m = 0; m < modules; m++) {
      ModuleSpec module = stack.modules().get(m);
      Check.argument(
          module.equals(old.modules().get(m))
              && ModuleLayout.of(stack, m).equals(ModuleLayout.of(old, m)),
          "module \"%s\" of the recipe is not module \"%s\" of the run %s: the recipe must begin"
              + " with that run's modules, layer by layer, and have its predictionSteps",
          module.name(),
          old.modules().get(m).name(),
          run.path());
    }
    Check.argument(
        old.borders() == stack.borders() && before.input().equals(recipe.input()),
        "the run %s has activations.dtype = %s and input = %s, and the recipe must have the same",
        run.path(),
        old.borders(),
        before.input());
  }

  /** The states that the new run begins with: these, and above them untrained modules. */
  Checkpoint start(Recipe recipe) {
    Checkpoint untrained = Checkpoint.untrained(recipe);
    List<ModuleState> all = new ArrayList<>(untrained.states());
    for (int m = 0; m < states.size(); m++) {
      all.set(m, states.get(m));
    }
    return Checkpoint.of(recipe.stack(), 0, all);
  }
}
