package org.greedyinfomax.job.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.training.SmallRecipe;

/** The files of a study without its runs. */
public final class StudyFiles {

  private StudyFiles() {}

  /** Writes them into a folder. */
  public static void write(Path folder) throws IOException {
    Configuration hadoop = new Configuration();
    StudyFile study =
        new StudyFile(StudyFile.VERSION, "corpus", "0abc", SmallRecipe.with().toHocon());
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder.toString());
    JsonFile.write(hadoop, new org.apache.hadoop.fs.Path(path, StudyDirectory.STUDY), study);
    StudyDirectory.LINES.write(
        hadoop,
        new org.apache.hadoop.fs.Path(path, StudyDirectory.TRIALS),
        List.of(result("a=1", 1), result("a=2", 2)));
  }

  private static TrialResult result(String setting, long seed) {
    return new TrialResult(
        setting.replace('=', '-') + "_seed-" + seed,
        List.of(setting),
        seed,
        7,
        "0abc",
        new TrialResult.Cost(1.5, Double.NaN, 0.5),
        List.of(new TrialResult.Loss("gru", 1.25, Double.NaN)),
        List.of(new TrialResult.Accuracy("gru", "voice", 0.75, 0.5, 0.25, 30)));
  }
}
