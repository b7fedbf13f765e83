package org.greedyinfomax.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.storage.WholeFile;

/**
 * The states of all modules of a run after the same round.
 *
 * @param rounds finished
 * @param files one for each module as safetensors, lowest first
 * @param states the same, decoded
 */
public record Checkpoint(int rounds, List<byte[]> files, List<ModuleState> states) {

  public Checkpoint {
    files = List.copyOf(files);
    states = List.copyOf(states);
  }

  /** The checkpoint of some states. */
  public static Checkpoint of(StackSpec stack, int rounds, List<ModuleState> states) {
    List<byte[]> files = new ArrayList<>();
    for (int m = 0; m < states.size(); m++) {
      files.add(states.get(m).toBytes(ModuleLayout.of(stack, m)));
    }
    return new Checkpoint(rounds, files, states);
  }

  /** The untrained stack of a recipe. */
  public static Checkpoint untrained(Recipe recipe) {
    return of(recipe.stack(), 0, untrainedStates(recipe));
  }

  /** The states of an untrained stack, for which no files are made. */
  public static List<ModuleState> untrainedStates(Recipe recipe) {
    List<ModuleState> states = new ArrayList<>();
    for (int m = 0; m < recipe.stack().modules().size(); m++) {
      states.add(ModuleState.initial(ModuleLayout.of(recipe.stack(), m), recipe.seed(), m));
    }
    return states;
  }

  /** Names the states: SHA-256 of the files' hashes, 64 hexadecimal digits. */
  public String hash() {
    StringBuilder hashes = new StringBuilder();
    files.forEach(file -> hashes.append(WholeFile.sha256(file)));
    return WholeFile.sha256(hashes.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
