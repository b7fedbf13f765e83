package org.greedyinfomax.encoding;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.modality.Modality;
import org.greedyinfomax.modality.NetworkInput;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RunSnapshot;
import org.greedyinfomax.tensor.engines.Engines;

/**
 * A trained stack as Spark sends it to the tasks that encode. It is no record, because Kryo could
 * not even name its class.
 */
public final class FrozenStack implements Serializable {

  /** Stands for every module of a stack. */
  public static final String ALL_MODULES = "all";

  private static final long serialVersionUID = 1;

  private final Recipe recipe;
  private final Normalization normalization;
  private final List<byte[]> files;

  private FrozenStack(Recipe recipe, Normalization normalization, List<byte[]> files) {
    this.recipe = recipe;
    this.normalization = normalization;
    this.files = List.copyOf(files);
  }

  /**
   * The stack of a checkpoint.
   *
   * @param normalization that it was trained with
   */
  public static FrozenStack of(Recipe recipe, Normalization normalization, Checkpoint checkpoint) {
    return new FrozenStack(recipe, normalization, checkpoint.files());
  }

  /** The stack that a run has trained. */
  public static FrozenStack of(RunSnapshot run) {
    return of(run.recipe(), run.input().normalization(), run.checkpoint());
  }

  /**
   * The modules of that name, or all for {@link #ALL_MODULES}, as places in a recipe's stack.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static List<Integer> modules(Recipe recipe, String name) {
    List<String> names = recipe.stack().modules().stream().map(ModuleSpec::name).toList();
    if (name.equals(ALL_MODULES)) {
      return IntStream.range(0, names.size()).boxed().toList();
    }
    Check.argument(
        names.contains(name),
        "there is no module \"%s\": choose all or one of %s",
        name,
        String.join(", ", names));
    return List.of(names.indexOf(name));
  }

  /** The recipe that it was trained with. */
  public Recipe recipe() {
    return recipe;
  }

  /** What the network receives. */
  public NetworkInput input() {
    return Modality.of(recipe).input(normalization);
  }

  /**
   * Builds the stack.
   *
   * @param modules whose output is wanted, as places in the stack, ascending; those above them are
   *     left out
   * @param threads to compute with
   */
  public StackEncoder open(int[] modules, int threads) {
    List<ModuleState> states = new ArrayList<>();
    for (int m = 0; m <= modules[modules.length - 1]; m++) {
      states.add(ModuleState.fromBytes(ModuleLayout.of(recipe.stack(), m), files.get(m)));
    }
    return new StackEncoder(
        Engines.open(device(), threads),
        recipe,
        states,
        Arrays.stream(modules).boxed().toList(),
        input());
  }

  /** Who trained on GPUs may encode without. */
  private DeviceChoice device() {
    return recipe.device() == DeviceChoice.CPU ? DeviceChoice.CPU : DeviceChoice.AUTO;
  }
}
