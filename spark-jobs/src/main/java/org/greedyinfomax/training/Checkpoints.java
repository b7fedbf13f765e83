package org.greedyinfomax.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleLayout;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackSpec;
import org.greedyinfomax.storage.WholeFile;

/**
 * The checkpoints of a run: {@code round-000010/MODULE.safetensors} for every module, and {@code
 * round-000010.json}, which is written last and names them. The two newest are kept.
 */
final class Checkpoints {

  private static final Pattern MANIFEST = Pattern.compile("round-([0-9]{6,9})\\.json");
  private static final int KEPT = 2;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final Configuration hadoop;
  private final Path directory;
  private final StackSpec stack;
  private final String recipeHash;

  Checkpoints(Configuration hadoop, Path directory, Recipe recipe) {
    this.hadoop = hadoop;
    this.directory = directory;
    this.stack = recipe.stack();
    this.recipeHash = recipe.trainingHash();
  }

  /** Commits a checkpoint, and then deletes those that are too old. */
  void write(Checkpoint checkpoint) throws IOException {
    FileSystem files = directory.getFileSystem(hadoop);
    List<CheckpointManifest.ModuleFile> modules = new ArrayList<>();
    for (int m = 0; m < checkpoint.files().size(); m++) {
      String module = stack.modules().get(m).name();
      String name = "%s/%s.safetensors".formatted(name(checkpoint.rounds()), module);
      byte[] content = checkpoint.files().get(m);
      try (OutputStream out = files.create(new Path(directory, name), true)) {
        out.write(content);
      }
      modules.add(
          new CheckpointManifest.ModuleFile(
              module, name, content.length, WholeFile.sha256(content)));
    }
    CheckpointManifest manifest =
        new CheckpointManifest(
            CheckpointManifest.VERSION,
            checkpoint.rounds(),
            recipeHash,
            checkpoint.hash(),
            modules);
    WholeFile.write(
        hadoop,
        manifestFile(checkpoint.rounds()),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    List<Integer> all = committed();
    for (int rounds : all.subList(0, Math.max(0, all.size() - KEPT))) {
      files.delete(manifestFile(rounds), false); // first: a manifest never names what is gone
      files.delete(new Path(directory, name(rounds)), true);
    }
  }

  /**
   * Reads the newest checkpoint, if there is one.
   *
   * @throws IllegalArgumentException if it is damaged or of another recipe
   */
  Optional<Checkpoint> latest() throws IOException {
    List<Integer> all = committed();
    return all.isEmpty() ? Optional.empty() : Optional.of(read(all.get(all.size() - 1)));
  }

  /** Finished rounds of each checkpoint, ascending. */
  private List<Integer> committed() throws IOException {
    List<Integer> rounds = new ArrayList<>();
    try {
      for (FileStatus status : directory.getFileSystem(hadoop).listStatus(directory)) {
        Matcher name = MANIFEST.matcher(status.getPath().getName());
        if (name.matches()) {
          rounds.add(Integer.valueOf(name.group(1)));
        }
      }
    } catch (FileNotFoundException e) {
      return List.of(); // none was ever written
    }
    return rounds.stream().sorted().toList();
  }

  private Checkpoint read(int rounds) throws IOException {
    Path file = manifestFile(rounds);
    CheckpointManifest manifest;
    try {
      manifest = JSON.readValue(WholeFile.read(hadoop, file), CheckpointManifest.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          damaged(file, "it is not the JSON that was written: " + e.getOriginalMessage()), e);
    }
    Check.argument(
        manifest.version() == CheckpointManifest.VERSION,
        "%s has format version %d, but this program reads version %d",
        file,
        manifest.version(),
        CheckpointManifest.VERSION);
    Check.argument(
        manifest.recipeHash().equals(recipeHash),
        "%s belongs to another recipe: resume with the recipe in config.conf of the run, or start a"
            + " new run",
        file);
    List<byte[]> files = new ArrayList<>();
    List<ModuleState> states = new ArrayList<>();
    for (CheckpointManifest.ModuleFile module : manifest.modules()) {
      byte[] content = read(module);
      files.add(content);
      states.add(ModuleState.fromBytes(ModuleLayout.of(stack, states.size()), content));
    }
    Checkpoint checkpoint = new Checkpoint(manifest.rounds(), files, states);
    Check.argument(
        checkpoint.hash().equals(manifest.hash()) && states.size() == stack.modules().size(),
        "%s",
        damaged(file, "it does not name the states that it was written for"));
    return checkpoint;
  }

  private byte[] read(CheckpointManifest.ModuleFile module) throws IOException {
    Path file = new Path(directory, module.file());
    byte[] content;
    try {
      content = WholeFile.read(hadoop, file);
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException(damaged(file, "it is missing"), e);
    } catch (ChecksumException e) {
      throw new IllegalArgumentException(damaged(file, "its bytes have changed"), e);
    }
    Check.argument(
        content.length == module.bytes(),
        "%s",
        damaged(file, "it has %d bytes instead of %d".formatted(content.length, module.bytes())));
    Check.argument(
        WholeFile.sha256(content).equals(module.sha256()),
        "%s",
        damaged(file, "its bytes have changed"));
    return content;
  }

  private static String damaged(Path file, String how) {
    return "the checkpoint file %s is damaged (%s): delete the newest round-*.json in %s to resume from the checkpoint before it"
        .formatted(file, how, "checkpoints/");
  }

  private Path manifestFile(int rounds) {
    return new Path(directory, name(rounds) + ".json");
  }

  private static String name(int rounds) {
    return "round-%06d".formatted(rounds);
  }
}
