package org.greedyinfomax.tensor.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.engines.Engines;

/** A process of its own that looks for a GPU, which a process does once. */
public final class SearchAnew {

  private SearchAnew() {}

  /** Runs it, and returns the lines that it printed. */
  static List<String> run(List<String> options, String failing)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(options);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), SearchAnew.class.getName(), failing));
    Path lines = Files.createTempFile("search", ".txt");
    try {
      int status =
          new ProcessBuilder(command)
              .redirectOutput(lines.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor();
      if (status != 0) {
        throw new IllegalStateException(failing + " ended with " + status);
      }
      return Files.readAllLines(lines, StandardCharsets.UTF_8);
    } finally {
      Files.delete(lines);
    }
  }

  /**
   * Prints what is found, and what is taken for it.
   *
   * @param words what fails: {@code context}, {@code module}, {@code memory}, {@code cublas} or
   *     {@code jna}
   */
  public static void main(String[] words) {
    switch (words[0]) {
      case "context" -> StandIn.errors(CudaDriver.OUT_OF_MEMORY, 0);
      case "module" -> StandIn.errors(0, 222);
      case "memory" -> StandIn.memory(0);
      case "cublas" -> StandIn.cublas(1, 0);
      default -> {}
    }
    CudaSearch.Finding found = CudaSearch.find();
    String text = found.isUsable() ? CudaEngine.open(Precision.SINGLE).device() : found.text();
    System.out.println(found.isUsable() + " " + found.hasDriver() + " " + text);
    if (!found.isUsable() && found.hasDriver()) {
      System.out.println(Engines.device(DeviceChoice.AUTO));
      try {
        System.out.println(Engines.device(DeviceChoice.CUDA));
      } catch (DeviceException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
