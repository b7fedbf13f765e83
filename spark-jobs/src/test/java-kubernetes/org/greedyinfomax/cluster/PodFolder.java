package org.greedyinfomax.cluster;

import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The volumes of a pod as folders of this machine, and how texts that the pod is given read here.
 */
final class PodFolder {

  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+-driver-svc\\.gim\\.svc");

  private final Pod pod;
  private final Map<String, Path> folders = new HashMap<>();

  /**
   * Makes the folders, and writes what config maps put there.
   *
   * @param own folder for what is the pod's alone
   * @param shared folder that stands for all claims
   */
  PodFolder(KubernetesClient client, Pod pod, Path own, Path shared)
      throws IOException, InterruptedException {
    this.pod = pod;
    Map<String, Volume> volumes =
        pod.getSpec().getVolumes().stream()
            .collect(Collectors.toMap(Volume::getName, Function.identity()));
    for (VolumeMount mount : container().getVolumeMounts()) {
      boolean isClaim = volumes.get(mount.getName()).getPersistentVolumeClaim() != null;
      Path folder = isClaim ? shared : own.resolve("volume-" + mount.getName());
      folders.put(mount.getMountPath(), Files.createDirectories(folder));
    }
    for (VolumeMount mount : container().getVolumeMounts()) {
      ConfigMapVolumeSource source = volumes.get(mount.getName()).getConfigMap();
      if (source != null) {
        write(awaitData(client, source.getName()), source, folders.get(mount.getMountPath()));
      }
    }
  }

  Container container() {
    return pod.getSpec().getContainers().get(0);
  }

  /** A config map may come after the pod that mounts it. */
  private static Map<String, String> awaitData(KubernetesClient client, String name)
      throws InterruptedException {
    var found = client.configMaps().inNamespace("gim").withName(name);
    while (found.get() == null) {
      Thread.sleep(100);
    }
    return found.get().getData();
  }

  private void write(Map<String, String> data, ConfigMapVolumeSource source, Path folder)
      throws IOException {
    for (KeyToPath item : source.getItems()) {
      Files.writeString(folder.resolve(item.getPath()), here(data.get(item.getKey())));
    }
  }

  /** A text with paths and host names of this machine. */
  String here(String text) {
    String paths =
        folders.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")"));
    String local =
        Pattern.compile("(?<![\\w./-])" + paths + "(?![\\w.-])")
            .matcher(text)
            .replaceAll(path -> folders.get(path.group()).toString());
    return SERVICE.matcher(local).replaceAll("127.0.0.1");
  }

  /** The environment of its container. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (EnvVar variable : container().getEnv()) {
      String value =
          variable.getValue() == null
              ? fieldOfPod(variable.getValueFrom().getFieldRef().getFieldPath())
              : variable.getValue();
      environment.put(variable.getName(), here(value));
    }
    return environment;
  }

  private String fieldOfPod(String field) {
    return field.equals("metadata.name") ? pod.getMetadata().getName() : "127.0.0.1";
  }
}
