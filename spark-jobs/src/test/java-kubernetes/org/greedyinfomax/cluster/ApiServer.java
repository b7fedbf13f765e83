package org.greedyinfomax.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A stand-in for the API server of Kubernetes: it keeps what it is sent, and tells who watches. */
final class ApiServer implements AutoCloseable {

  /** It would tell of every request. */
  private static final Logger LOG = Logger.getLogger(MockWebServer.class.getName());

  private final KubernetesMockServer server;
  private final KubernetesClient client;

  private ApiServer(KubernetesMockServer server) {
    this.server = server;
    this.client = server.createClient();
  }

  static ApiServer start() {
    LOG.setLevel(Level.WARNING);
    KubernetesMockServer server =
        new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new Keeper(), false);
    server.init(InetAddress.getLoopbackAddress(), 0);
    return new ApiServer(server);
  }

  /** What {@code spark-submit} calls it. */
  String master() {
    return "k8s://http://127.0.0.1:" + server.getPort();
  }

  KubernetesClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    server.destroy();
  }

  /** Does two things as a real server does that fabric8's stand-in does otherwise. */
  private static final class Keeper extends KubernetesCrudDispatcher {

    /** A new pod has a status, which Spark waits for. */
    @Override
    public MockResponse handleCreate(RecordedRequest request) {
      if (!request.getPath().endsWith("/pods")) {
        return super.handleCreate(request);
      }
      Pod pod = Serialization.unmarshal(request.getUtf8Body(), Pod.class);
      pod.setStatus(new PodStatusBuilder().withPhase("Pending").build());
      return super.handleCreate(post(request.getPath(), request.getHeaders(), pod));
    }

    /** What is applied, and not there, is created. */
    @Override
    public MockResponse handlePatch(RecordedRequest request) {
      String body = request.getUtf8Body(); // can be read once
      MockResponse patched =
          super.handlePatch(
              new RecordedRequest(
                  "HTTP/1.1",
                  request.method(),
                  request.getPath(),
                  request.getHeaders(),
                  new Buffer(body.getBytes(UTF_8))));
      if (patched.code() != 404 || !request.getPath().contains("fieldManager=")) {
        return patched;
      }
      String path = request.getPath().replaceFirst("\\?.*", "");
      return super.handleCreate(
          post(
              path.substring(0, path.lastIndexOf('/')),
              Headers.builder().add("Content-Type", "application/json").build(),
              Serialization.unmarshal(body, GenericKubernetesResource.class)));
    }

    private static RecordedRequest post(String path, Headers headers, Object content) {
      return new RecordedRequest(
          "HTTP/1.1",
          HttpMethod.POST,
          path,
          headers,
          new Buffer(Serialization.asJson(content).getBytes(UTF_8)));
    }
  }
}
