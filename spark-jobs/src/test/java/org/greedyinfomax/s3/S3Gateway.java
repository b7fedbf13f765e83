package org.greedyinfomax.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Stands before a server that speaks S3: writes down all requests, and can refuse some, as a policy
 * of a bucket does.
 */
public final class S3Gateway implements AutoCloseable {

  /** What the client of one connection says to that of the other, and no request. */
  private static final Set<String> OF_CONNECTIONS =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private static final String DENIED =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final URI server;
  private final HttpServer gateway;
  private final List<Request> requests = new ArrayList<>();
  private volatile Predicate<Request> isAllowed = request -> true;

  /**
   * A request.
   *
   * @param method of HTTP; COPY for a PUT that copies an object
   * @param path of the object, or of the bucket with the query that lists it
   */
  public record Request(String method, String path) {

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private S3Gateway(URI server, HttpServer gateway) {
    this.server = server;
    this.gateway = gateway;
  }

  /** Opens it on a port of its own. */
  static S3Gateway before(URI server) throws IOException {
    // Else it waits 40 ms for a receipt of the headers before it sends what follows them.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    S3Gateway gateway = new S3Gateway(server, http);
    http.setExecutor(gateway.threads);
    http.createContext("/", gateway::handle);
    http.start();
    return gateway;
  }

  /** Where it listens. */
  String endpoint() {
    return "http://127.0.0.1:" + gateway.getAddress().getPort();
  }

  /** From now on only these requests reach the server; others are refused with 403. */
  public void allow(Predicate<Request> allowed) {
    isAllowed = allowed;
  }

  /** Forgets all requests so far. */
  public synchronized void forget() {
    requests.clear();
  }

  /** All requests since they were forgotten. */
  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  private synchronized void add(Request request) {
    requests.add(request);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Request request = request(exchange);
      add(request);
      if (!isAllowed.test(request)) {
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        answer(exchange, 403, DENIED.getBytes(StandardCharsets.UTF_8));
        return;
      }
      HttpResponse<byte[]> response =
          client.send(forwarded(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OF_CONNECTIONS.contains(name.toLowerCase(Locale.ROOT))) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      if (exchange.getRequestMethod().equals("HEAD")) {
        response
            .headers()
            .firstValue("content-length")
            .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
      }
      answer(exchange, response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request request(HttpExchange exchange) {
    URI asked = exchange.getRequestURI();
    boolean isCopy = exchange.getRequestHeaders().containsKey("x-amz-copy-source");
    boolean isOfBucket = asked.getQuery() != null && !isCopy;
    return new Request(
        isCopy ? "COPY" : exchange.getRequestMethod(),
        asked.getPath() + (isOfBucket ? "?" + asked.getQuery() : ""));
  }

  private HttpRequest forwarded(HttpExchange exchange, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_CONNECTIONS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean isEmpty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, isEmpty ? -1 : body.length);
    if (!isEmpty) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    gateway.stop(0);
    threads.shutdownNow();
  }
}
