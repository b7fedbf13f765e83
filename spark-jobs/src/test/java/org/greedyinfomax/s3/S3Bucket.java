package org.greedyinfomax.s3;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;

/** A bucket on a server that this process shares, and how Hadoop's S3A reaches it. */
public final class S3Bucket {

  private static final S3Gateway GATEWAY = start();

  private final String name;

  private S3Bucket(String name) {
    this.name = name;
  }

  private static S3Gateway start() {
    try {
      S3Server server = S3Server.start(Files.createTempDirectory("gim-s3proxy"));
      S3Gateway gateway = S3Gateway.before(server.endpoint());
      ShutdownHookManager.get().addShutdownHook(server::close, 1);
      return gateway;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a bucket. */
  public static S3Bucket create(String name) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(GATEWAY.endpoint() + "/" + name))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    return new S3Bucket(name);
  }

  /** What stands before the server. */
  public static S3Gateway gateway() {
    return GATEWAY;
  }

  /** Hadoop's settings for it, but for {@code spark.hadoop.} before each. */
  public static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("fs.s3a.endpoint", GATEWAY.endpoint());
    settings.put("fs.s3a.endpoint.region", "us-east-1");
    settings.put("fs.s3a.path.style.access", "true");
    settings.put("fs.s3a.connection.ssl.enabled", "false");
    settings.put("fs.s3a.access.key", "nobody");
    settings.put("fs.s3a.secret.key", "none");
    settings.put("fs.s3a.attempts.maximum", "2");
    settings.put("fs.s3a.retry.limit", "2");
    return settings;
  }

  /** A configuration of Hadoop that reaches it. */
  public static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    settings().forEach(hadoop::set);
    return hadoop;
  }

  /** The address of a file in it. */
  public String at(String path) {
    return "s3a://" + name + "/" + path;
  }

  /** The bucket alone. */
  public String root() {
    return "s3a://" + name;
  }

  /** Requests about objects below a prefix alone, as a policy of a bucket may allow. */
  Predicate<S3Gateway.Request> below(String prefix) {
    return request ->
        request.path().startsWith(object(prefix))
            || request.path().contains("prefix=" + prefix)
            || request.path().endsWith("?delete");
  }

  /** The path of an object, as the gateway sees it. */
  public String object(String path) {
    return "/" + name + "/" + path;
  }
}
