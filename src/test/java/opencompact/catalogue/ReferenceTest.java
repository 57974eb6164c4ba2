package opencompact.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private static final Path FOLDER = Path.of("docs", "reference");

  @Test
  void the_reference_pages_say_what_the_code_says() throws IOException {
    for (Map.Entry<String, String> page : Reference.pages().entrySet()) {
      Path file = FOLDER.resolve(page.getKey());
      if (Boolean.getBoolean("reference.write")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, page.getValue());
      }
      assertThat(file).as("write it with: " + Reference.REGENERATE).exists();
      assertThat(Files.readString(file))
          .as("%s is out of date; write it with: %s", file, Reference.REGENERATE)
          .isEqualTo(page.getValue());
    }
  }
}
