package services.interoperability;

import java.io.File;
import java.net.URI;
import java.time.Duration;

import org.htmlunit.BrowserVersion;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.htmlunit.HtmlUnitDriver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A browser with cookies of its own: HtmlUnit without scripts, or Debian's Chromium, as the system property {@code browser} says. */
final class Browser implements AutoCloseable {

    private static final By USERNAME = By.name("username");
    private static final By PASSWORD = By.name("password");
    private static final By SUBMIT = By.cssSelector("button.main");
    private static final By ANSWER = By.id("answer");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WebDriver driver;

    Browser(WebDriver driver) {
        this.driver = driver;
    }

    static Browser open() {
        return "chromium".equals(System.getProperty("browser"))
                ? new Browser(chromium())
                : new Browser(new HtmlUnitDriver(BrowserVersion.CHROME, false));
    }

    /** The driver and the browser are Debian's: nothing is looked for or downloaded. */
    static ChromeDriver chromium() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        // no sandbox: root has none
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.addArguments("--lang=en", "--hide-scrollbars");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(new Dimension(800, 900));
        return driver;
    }

    void go(URI address) {
        driver.get(address.toString());
    }

    URI address() {
        return URI.create(driver.getCurrentUrl() == null ? "" : driver.getCurrentUrl());
    }

    void signIn(Person person) {
        see(USERNAME);
        driver.findElement(USERNAME).sendKeys(person.username());
        driver.findElement(PASSWORD).sendKeys(person.password());
        driver.findElement(SUBMIT).click();
    }

    boolean asksForThePassword() {
        return !driver.findElements(PASSWORD).isEmpty();
    }

    /** Presses the button of a decision, once the page that has it is there. */
    void decide(String decision) {
        By button = By.cssSelector("button[name=decision][value=" + decision + "]");
        see(button);
        driver.findElement(button).click();
    }

    void press(By button) {
        see(button);
        driver.findElement(button).click();
    }

    void see(By element) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(driver.findElements(element))
                        .as(() -> "at " + driver.getCurrentUrl() + ": " + driver.getPageSource())
                        .isNotEmpty());
    }

    /** What the client behind the page has to tell, as JSON in the element {@code answer}. */
    JsonNode answer() {
        see(ANSWER);
        return JSON.readTree(driver.findElement(ANSWER).getText());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
