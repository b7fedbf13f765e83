package org.greedyinfomax.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S3Proxy, a server that speaks S3, as a process of its own with its own class path. It keeps
 * objects in memory, and ends when it is closed.
 */
final class S3Server implements AutoCloseable {

  private static final Pattern PORT =
      Pattern.compile("Started ServerConnector.*127\\.0\\.0\\.1:(\\d+)}");

  /** The server ends with this process, however that ends: its end of the pipe is closed then. */
  private static final String UNTIL_INPUT_ENDS =
      "\"$@\" < /dev/null & server=$!; cat > /dev/null; kill $server";

  private final Process process;
  private final URI endpoint;

  private S3Server(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts it, and returns when it takes requests. */
  static S3Server start(Path folder) throws IOException {
    Path settings = folder.resolve("s3proxy.conf");
    Files.writeString(
        settings,
        """
        s3proxy.authorization=none
        s3proxy.endpoint=http://127.0.0.1:0
        jclouds.provider=transient
        jclouds.identity=nobody
        jclouds.credential=none
        """);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                UNTIL_INPUT_ENDS,
                "sh",
                java.toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar().toString(),
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .start();
    return new S3Server(process, endpoint(process));
  }

  /** The build puts it there: see pom.xml. */
  private static Path jar() {
    Path jar =
        Path.of(
            System.getProperty("project.root"), "spark-jobs", "target", "s3proxy", "s3proxy.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          jar + " is missing: mvn -pl spark-jobs -am process-test-resources puts it there");
    }
    return jar;
  }

  private static URI endpoint(Process process) throws IOException {
    List<String> printed = new ArrayList<>();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      printed.add(line);
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        drain(out);
        return URI.create("http://127.0.0.1:" + port.group(1));
      }
    }
    throw new IOException("S3Proxy does not start: " + String.join("\n", printed));
  }

  /** A process whose output nobody reads would stop when the pipe is full. */
  private static void drain(BufferedReader out) {
    Thread draining = new Thread(() -> out.lines().forEach(line -> {}), "s3proxy-output");
    draining.setDaemon(true);
    draining.start();
  }

  /** Where it listens. */
  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
