package org.greedyinfomax.bench.compute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How much of this process is in the machine's memory, as Linux tells; other systems do not.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc.5.html">proc(5)</a>: VmRSS, VmHWM, and 5
 *     written into clear_refs
 */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private ResidentMemory() {}

  /** Whether this system tells. */
  static boolean isKnown() {
    return Files.isWritable(CLEAR) && Files.isReadable(STATUS);
  }

  /** Bytes now, from which the next {@link #peak} is counted; empty if that cannot be known. */
  static OptionalLong begin() {
    try {
      Files.writeString(CLEAR, "5");
      return read("VmRSS:");
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** The most bytes since {@link #begin}; empty if that cannot be known. */
  static OptionalLong peak() {
    try {
      return read("VmHWM:");
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong read(String name) throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).replace("kB", "").strip())
        .mapToLong(kibibytes -> 1024 * Long.parseLong(kibibytes))
        .findFirst();
  }
}
