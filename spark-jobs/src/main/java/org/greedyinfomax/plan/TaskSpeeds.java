package org.greedyinfomax.plan;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.Check;

/**
 * How fast a task is, as it was measured in one.
 *
 * @param device what it computes on, for people
 * @param flops of products a second
 * @param modules how long they take for a mini-batch, lowest first
 * @param writtenBytes of activations a second, from tensors to files
 * @param readBytes of activations a second, from files to tensors, right after they were written
 */
public record TaskSpeeds(
    String device, double flops, List<ModuleSeconds> modules, double writtenBytes, double readBytes)
    implements Serializable {

  public TaskSpeeds {
    Check.argument(
        flops > 0 && writtenBytes > 0 && readBytes > 0,
        "speeds must be more than 0, but are %s FLOP/s, %s and %s bytes/s",
        flops,
        writtenBytes,
        readBytes);
    Check.argument(!modules.isEmpty(), "at least one module must be measured");
    modules = List.copyOf(modules);
  }
}
