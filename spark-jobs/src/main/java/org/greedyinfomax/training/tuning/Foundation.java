package org.greedyinfomax.training.tuning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunInput;
import org.greedyinfomax.run.StoppingRounds;

/**
 * The modules of a finished run that another run begins with: its lowest modules, which stay as
 * they are and on which it puts new ones, or the weights of all modules, which learn from labels
 * from there on.
 *
 * @param run its directory
 * @param hash of their states
 * @param normalization that they were trained with, which the new run keeps
 * @param states lowest first
 * @param frozen how many of these stay as they are
 */
public record Foundation(
    String run, String hash, Normalization normalization, List<ModuleState> states, int frozen) {

  public Foundation {
    states = List.copyOf(states);
  }

  /**
   * Takes the modules of a run, or their weights if the recipe learns from labels.
   *
   * @param recipe of the new run
   * @throws IllegalArgumentException if the run is not finished, or its modules are not the lowest
   *     of the recipe; or, if the recipe learns from labels, its layers
   */
  public static Foundation of(RunDirectory run, Recipe recipe) throws IOException {
    Recipe before = run.recipe();
    boolean isTuned = isTuned(before.stack(), recipe.stack());
    if (!isTuned) {
      requireBelow(run, before, recipe);
    }
    Checkpoint checkpoint = run.newestCheckpoint();
    RunInput input = run.input();
    if (input.hasCorpus()) {
      requireFinished(run, before, input, checkpoint);
    }
    String path = run.path().toString();
    if (isTuned) {
      requireSameInput(path, before, recipe);
      return new Foundation(
          path,
          checkpoint.hash(),
          input.normalization(),
          new LayerTransfer(path, before.stack(), recipe.stack())
              .start(checkpoint.states(), Checkpoint.untrainedStates(recipe)),
          0);
    }
    List<ModuleState> states =
        checkpoint.states().stream().map(ModuleState::withoutVelocity).toList();
    return new Foundation(path, checkpoint.hash(), input.normalization(), states, states.size());
  }

  /** A stack that learns from labels what the other did not learn, or is no taller, is tuned. */
  private static boolean isTuned(StackSpec before, StackSpec stack) {
    boolean isTaller = stack.modules().size() > before.modules().size();
    return stack.loss().isSupervised() && !(isTaller && stack.loss().equals(before.loss()));
  }

  /** Crops may be longer or shorter; their numbers must mean the same. */
  private static void requireSameInput(String run, Recipe before, Recipe recipe) {
    Check.argument(
        recipe.input().takesWeightsOf(before.input()),
        "the run %s has the input %s, but the recipe %s: nothing but the size of crops may differ",
        run,
        before.input(),
        recipe.input());
  }

  private static void requireFinished(
      RunDirectory run, Recipe recipe, RunInput input, Checkpoint checkpoint) throws IOException {
    int modules = recipe.stack().modules().size();
    int planned = Rounds.of(recipe.training(), input.frozen(), modules, input.recordings()).count();
    int rounds =
        StoppingRounds.of(recipe.stack(), input.frozen(), run.validationLog().last()).end(planned);
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

  /** The states that the new run begins with: these, and above them untrained modules, if any. */
  public Checkpoint start(Recipe recipe) {
    Checkpoint untrained = Checkpoint.untrained(recipe);
    List<ModuleState> all = new ArrayList<>(untrained.states());
    for (int m = 0; m < states.size(); m++) {
      all.set(m, states.get(m));
    }
    return Checkpoint.of(recipe.stack(), 0, all);
  }
}
