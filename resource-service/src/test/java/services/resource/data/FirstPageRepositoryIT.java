package services.resource.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import services.backing.BackingServices;
import services.resource.AuthServiceStub;
import services.resource.TestService;
import services.resource.data.FirstPageRepository.Wanted;

import static org.assertj.core.api.Assertions.assertThat;

class FirstPageRepositoryIT {

    private static AuthServiceStub authService;
    private static TestService service;
    private static DataService data;
    private static FirstPageRepository repository;
    private static DataRepository oneByOne;

    @BeforeAll
    static void start() {
        authService = AuthServiceStub.started();
        service = TestService.start(BackingServices.shared().postgres().database("resource_first_pages"), authService);
        data = service.bean(DataService.class);
        repository = service.bean(FirstPageRepository.class);
        oneByOne = service.bean(DataRepository.class);
    }

    @AfterAll
    static void stop() {
        service.close();
        authService.close();
    }

    @Test
    void eachOfManyOwnersGetsTheOwnRowsInTheirOrderAsIfAlone() {
        Random random = new Random(7);
        List<Wanted> wanted = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(i -> new Wanted(ownerOf(random.nextInt(6)), 1 + random.nextInt(5)))
                .toList());
        wanted.add(wanted.getFirst());
        wanted.add(new Wanted(owner(), 3));
        Collections.shuffle(wanted, random);

        List<List<DataItem>> found = repository.find(wanted);

        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            Wanted one = wanted.get(i);
            assertThat(found.get(i)).isEqualTo(oneByOne.findFirst(one.owner(), one.rows()));
            assertThat(repository.find(List.of(one))).containsExactly(found.get(i));
        }
        assertThat(found.stream().mapToInt(List::size).sum()).isGreaterThan(40);
    }

    @Test
    void ownerIsAValueWhateverCharactersItHas() {
        String stranger = ownerOf(1);
        List<String> strange =
                List.of("{" + stranger + "}", "a,b", "\"", "\\", "NULL", "null", "", "' OR ''='", "ü€😀");
        strange.forEach(owner -> data.create(owner, "\"" + owner.hashCode() + "\""));

        List<List<DataItem>> found = repository.find(
                strange.stream().map(owner -> new Wanted(owner, 5)).toList());

        for (int i = 0; i < strange.size(); i++) {
            String owner = strange.get(i);
            assertThat(found.get(i)).singleElement().satisfies(item -> {
                assertThat(item.owner()).isEqualTo(owner);
                assertThat(item.content()).isEqualTo("\"" + owner.hashCode() + "\"");
            });
        }
    }

    private static String ownerOf(int items) {
        String owner = owner();
        for (int i = 0; i < items; i++) {
            data.create(owner, "\"" + owner + "\"");
        }
        return owner;
    }

    private static String owner() {
        return UUID.randomUUID().toString();
    }
}
