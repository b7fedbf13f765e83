package org.greedyinfomax.simulation;

import org.greedyinfomax.Check;

/**
 * What a stage group does in a round. Times are those of one of its tasks, except for committing.
 *
 * @param name of the group
 * @param reading seconds, of samples or activations
 * @param computing seconds
 * @param writing seconds, of activations
 * @param bytesRead from the activation store
 * @param bytesWritten to it
 * @param parameters that it learns
 * @param averaging seconds that the driver takes for each task's result
 * @param committing seconds that the driver takes at the end of the round
 */
public record GroupWork(
    String name,
    double reading,
    double computing,
    double writing,
    double bytesRead,
    double bytesWritten,
    long parameters,
    double averaging,
    double committing) {

  public GroupWork {
    Check.argument(
        Math.min(reading, Math.min(computing, writing)) >= 0
            && Math.min(bytesRead, bytesWritten) >= 0
            && Math.min(averaging, committing) >= 0
            && parameters >= 0,
        "group %s cannot take less than nothing",
        name);
  }

  /** Seconds of a task that has a slot. */
  double taskSeconds() {
    return reading + computing + writing;
  }

  /** Bytes of the parameters that a task is sent. */
  double bytesSent() {
    return (double) Float.BYTES * parameters;
  }

  /** Bytes that a task brings back: parameters and Adam's two moments. */
  double bytesBroughtBack() {
    return 3 * bytesSent();
  }

  /** This group and the one above as one, which hands activations on in memory. */
  GroupWork with(GroupWork above) {
    return new GroupWork(
        name.split("-", -1)[0] + "-" + above.name.replaceFirst(".*-", ""),
        reading,
        computing + above.computing,
        above.writing,
        bytesRead,
        above.bytesWritten,
        parameters + above.parameters,
        averaging + above.averaging,
        above.committing);
  }
}
