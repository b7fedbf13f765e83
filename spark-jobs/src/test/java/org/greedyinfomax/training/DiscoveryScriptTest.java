package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that tells Spark about GPUs. */
final class DiscoveryScriptTest {

  private static final Path SCRIPT =
      Path.of(System.getProperty("project.root"), "conf", "gpu", "discover-gpus.sh");

  @TempDir private Path folder;

  @Test
  void namesTheGpusThatTheProcessMayUse() throws Exception {
    assertThat(run(Map.of("CUDA_VISIBLE_DEVICES", "2,GPU-8f3a")))
        .isEqualTo("{\"name\": \"gpu\", \"addresses\": [\"2\",\"GPU-8f3a\"]}\n");
  }

  @Test
  void namesNoneIfItMayUseNone() throws Exception {
    assertThat(run(Map.of("CUDA_VISIBLE_DEVICES", "")))
        .isEqualTo("{\"name\": \"gpu\", \"addresses\": []}\n");
  }

  @Test
  void asksTheDriverOtherwise() throws Exception {
    Path program = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\necho 0\necho 1\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

    assertThat(run(Map.of("PATH", folder + ":" + System.getenv("PATH"))))
        .isEqualTo("{\"name\": \"gpu\", \"addresses\": [\"0\",\"1\"]}\n");
  }

  private static String run(Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString());
    builder.environment().remove("CUDA_VISIBLE_DEVICES");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return told;
  }
}
