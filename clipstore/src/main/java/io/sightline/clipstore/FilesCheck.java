package io.sightline.clipstore;

import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.ClipStore.Violation;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares a folder with what {@link ClipLayout} promises. What it keeps is what it finds, and the
 * folders it is in.
 */
final class FilesCheck extends ChangingFiles {
  private final Path root;
  private final Path staged;
  private final Instant openedAt;
  private final Consumer<StoredObject> visitor;
  private final List<Violation> violations = new ArrayList<>();

  /** Whether something was seen in each of the folders it is in, the innermost first. */
  private final Deque<Boolean> seen = new ArrayDeque<>();

  /**
   * @param visitor takes each object
   */
  FilesCheck(Path root, Instant openedAt, Consumer<StoredObject> visitor) {
    this.root = root;
    this.visitor = visitor;
    this.staged = root.resolve(FilesClipStore.STAGED);
    this.openedAt = openedAt;
  }

  /** In order of their keys; none where no folder is yet, since nothing was ever stored in it. */
  List<Violation> run() throws IOException {
    if (Files.notExists(root)) {
      return List.of();
    }
    Files.walkFileTree(root, this);
    violations.sort(Comparator.comparing(Violation::key));
    return List.copyOf(violations);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    seeSomething();
    seen.push(false);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    seeSomething();
    String key = root.relativize(file).toString().replace('\\', '/');
    if (!file.startsWith(staged)) {
      StoredObject object = new StoredObject(key, attributes.size());
      visitor.accept(object);
      LayoutCheck.violation(object).ifPresent(violations::add);
    } else if (attributes.lastModifiedTime().toInstant().isBefore(openedAt)) {
      violations.add(new Violation(key, LayoutCheck.LEFT_STAGED));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
      throws IOException {
    boolean empty = !seen.pop();
    super.postVisitDirectory(folder, e);
    boolean counts = !folder.equals(root) && !folder.startsWith(staged);
    if (empty && counts && Files.exists(folder)) {
      violations.add(new Violation(root.relativize(folder) + "/", "empty folder"));
    }
    return FileVisitResult.CONTINUE;
  }

  private void seeSomething() {
    if (!seen.isEmpty()) {
      seen.pop();
      seen.push(true);
    }
  }
}
