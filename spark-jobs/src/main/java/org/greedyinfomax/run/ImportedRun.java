package org.greedyinfomax.run;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.model.ModuleState;

/** A run whose modules come from elsewhere: no round of it was trained here. */
public final class ImportedRun {

  private ImportedRun() {}

  /**
   * Makes such a run. It can encode, be probed, be exported, and have new modules put on it.
   *
   * @param recipe of the modules
   * @param normalization that they were trained with
   * @param states lowest first
   * @param source where they come from, in words
   * @param path of the run directory
   * @param told what there is to say about a former owner of the directory
   * @return the states, as they lie in the run
   * @throws IllegalArgumentException if the directory is in use, or is not empty and must not be
   *     overwritten
   * @throws RunStoppedException if it cannot be written
   */
  public static Checkpoint create(
      Configuration hadoop,
      Recipe recipe,
      Normalization normalization,
      List<ModuleState> states,
      String source,
      String path,
      RunDirectory.Existing existing,
      Consumer<String> told)
      throws IOException {
    Checkpoint checkpoint = Checkpoint.of(recipe.stack(), 0, states);
    try (OwnedRun owned = OwnedRun.create(hadoop, path, existing, "", told)) {
      owned.begin(
          run -> {
            RunInput.imported(normalization, source, checkpoint)
                .write(hadoop, run.file(RunInput.NAME));
            run.checkpoints(recipe).write(checkpoint);
            run.writeRecipe(recipe); // last: it makes the directory a run
          });
    }
    return checkpoint;
  }
}
