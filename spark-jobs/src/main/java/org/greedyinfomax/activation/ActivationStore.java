package org.greedyinfomax.activation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.ActivationSettings;
import org.greedyinfomax.storage.Inventory;
import org.greedyinfomax.storage.WholeFile;

/**
 * The borders of a run: {@code activations/MODULE/} in its directory.
 *
 * <p>It is a queue and no archive. What is in it can be computed again, bit for bit, from a
 * checkpoint, and is when a run is resumed: so nothing in it outlives the process that trains.
 */
public final class ActivationStore {

  private final Configuration hadoop;
  private final Path directory;

  public ActivationStore(Configuration hadoop, Path directory) {
    this.hadoop = hadoop;
    this.directory = directory;
  }

  /** Deletes all that training writes there, whatever process has left it, and nothing else. */
  public void clear() throws IOException {
    Inventory inventory = Inventory.of(hadoop, directory);
    // Manifests first: none ever names what is gone.
    inventory.delete(name -> isManifest(name) && isOurs(name));
    inventory.delete(ActivationStore::isOurs);
    inventory.deleteEmptyDirectory();
  }

  /**
   * Whether a name, relative to the directory, is one that training writes, whatever the module's
   * folder is called.
   */
  public static boolean isOurs(String name) {
    int slash = name.indexOf('/');
    String file = name.substring(slash + 1);
    return slash > 0
        && (BorderStore.isPart(file)
            || BorderStore.isManifest(WholeFile.ofTemporary(file).orElse(file)));
  }

  private static boolean isManifest(String name) {
    return BorderStore.isManifest(name.substring(name.indexOf('/') + 1));
  }

  /**
   * Opens borders with empty windows.
   *
   * @param shapes of the borders, lowest first
   * @param roundBytes that a round takes at each border at most
   * @throws IllegalArgumentException if the budget does not hold a round of each
   */
  public List<Border> borders(
      List<BorderShape> shapes, List<Long> roundBytes, ActivationSettings settings) {
    if (shapes.isEmpty()) {
      return List.of();
    }
    int window = window(roundBytes, settings);
    List<Border> borders = new ArrayList<>();
    for (BorderShape shape : shapes) {
      Path place = new Path(directory, shape.module());
      borders.add(new Border(new BorderStore(hadoop, place, shape), window));
    }
    return borders;
  }

  /**
   * Whether the budget holds a round of each border.
   *
   * @param roundBytes that a round takes at each border at most
   */
  public static boolean fits(List<Long> roundBytes, ActivationSettings settings) {
    return sum(roundBytes) <= settings.budget();
  }

  private static long sum(List<Long> roundBytes) {
    return roundBytes.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Rounds that each border may hold within the budget.
   *
   * @param roundBytes that a round takes at each border at most; at least one border
   * @throws IllegalArgumentException if the budget does not hold a round of each
   */
  public static int window(List<Long> roundBytes, ActivationSettings settings) {
    long all = sum(roundBytes);
    Check.argument(
        fits(roundBytes, settings),
        "activations.budget is %d bytes, but one round of all borders takes up to %d: raise it,"
            + " lower training.localSteps, or have fewer borders by training.schedule",
        settings.budget(),
        all);
    return (int) Math.min(settings.window(), settings.budget() / all);
  }
}
