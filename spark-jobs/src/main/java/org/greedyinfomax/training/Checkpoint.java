package org.greedyinfomax.training;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.storage.WholeFile;

/**
 * The states of a stack after some rounds.
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

  /** Names the states: SHA-256 of the files' hashes, 64 hexadecimal digits. */
  public String hash() {
    StringBuilder hashes = new StringBuilder();
    files.forEach(file -> hashes.append(WholeFile.sha256(file)));
    return WholeFile.sha256(hashes.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
