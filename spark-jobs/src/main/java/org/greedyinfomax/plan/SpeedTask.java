package org.greedyinfomax.plan;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.SerializableConfiguration;
import org.greedyinfomax.activation.BorderStore;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.run.StageGroup;
import org.greedyinfomax.storage.JavaBytes;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.engines.Engines;

/**
 * Measures {@link TaskSpeeds} where tasks run, which the driver need not resemble. It brings them
 * back as {@link JavaBytes}.
 */
final class SpeedTask implements FlatMapFunction<Iterator<Integer>, byte[]> {

  private static final long serialVersionUID = 1;

  private final Recipe recipe;
  private final SerializableConfiguration hadoop;
  private final String scratch;

  /**
   * Makes the task.
   *
   * @param scratch directory for files, on any file system that Hadoop knows
   */
  SpeedTask(Recipe recipe, Configuration hadoop, Path scratch) {
    this.recipe = recipe;
    this.hadoop = new SerializableConfiguration(hadoop);
    this.scratch = scratch.toString();
  }

  @Override
  public Iterator<byte[]> call(Iterator<Integer> tasks) throws IOException {
    List<byte[]> found = new ArrayList<>();
    while (tasks.hasNext()) {
      tasks.next();
      found.add(JavaBytes.of(measure()));
    }
    return found.iterator();
  }

  private TaskSpeeds measure() throws IOException {
    Engine engine = Engines.open(recipe.device(), TaskContext.get().cpus());
    double flops = ProductSpeed.flops(engine);
    List<ModuleSeconds> modules = new ArrayList<>();
    ModuleTrial trial = new ModuleTrial(engine, recipe);
    for (int m = 0; m < recipe.stack().modules().size(); m++) {
      modules.add(trial.measure(m));
    }
    BorderTrial.Speeds border = border(engine);
    return new TaskSpeeds(engine.device(), flops, modules, border.written(), border.read());
  }

  /** Of what the lowest module puts out, which is most. The file system may be this machine's. */
  private BorderTrial.Speeds border(Engine engine) throws IOException {
    Path directory = new Path(scratch, "attempt-" + TaskContext.get().taskAttemptId());
    BorderStore store =
        new BorderStore(hadoop.value(), directory, new StageGroup(0, 1, 0).border(recipe));
    try (Closeable lastly = () -> directory.getFileSystem(hadoop.value()).delete(directory, true)) {
      return new BorderTrial(engine, store).measure();
    }
  }
}
