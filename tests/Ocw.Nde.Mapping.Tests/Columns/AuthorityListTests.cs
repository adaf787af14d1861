using Ocw.Nde.Mapping.Tests.Support;

namespace Ocw.Nde.Mapping.Tests.Columns;

public class AuthorityListTests
{
    [Fact]
    public void An_entry_becomes_a_concept_under_its_own_address()
    {
        var mapped = Mapped.Json("""
            type: [skos:Concept, schema:Place]
            language: nl
            subject: "{@id}"
            allow: [location]
            rules:
              - { to: prefLabel, each: names, when: [{ field: isPreferred, is: "true" }], from: text, languageFrom: language }
              - { to: altLabel, each: names, when: [{ field: isPreferred, is: "false" }], from: text, languageFrom: language }
              - { to: broader, from: broader, template: "https://x.example/{value}" }
              - { to: geo, with: [{ to: latitude, from: location.lat }, { to: longitude, from: location.lng }] }
              - { to: birthDate, from: geb }
            """, """
            {"@id":"https://x.example/2","broader":"1","location":{"lat":5.84,"lng":-55.05},"geb":null,
             "names":[{"text":"Mon Bijou","language":"fr","isPreferred":true},{"text":"Mijn Juweel","language":"nl","isPreferred":false}]}
            """);

        Assert.Equal("https://x.example/2", mapped.Subject.Value);
        Assert.Equal(["<http://www.w3.org/2004/02/skos/core#Concept>", "<https://schema.org/Place>"], mapped.Values("a"));
        Assert.Equal("\"Mon Bijou\"@fr", mapped.Value("skos:prefLabel"));
        Assert.Equal("\"Mijn Juweel\"@nl", mapped.Value("skos:altLabel"));
        Assert.Equal("<https://x.example/1>", mapped.Value("skos:broader"));
        Assert.Equal("\"5.84\"^^<http://www.w3.org/2001/XMLSchema#decimal>", mapped.Value("geo", "latitude"));
        Assert.Equal("\"-55.05\"^^<http://www.w3.org/2001/XMLSchema#decimal>", mapped.Value("geo", "longitude"));
        Assert.Equal("<https://node.example/id/dataset/collectie>", mapped.Value("skos:inScheme"));
        Assert.Empty(mapped.Values("isPartOf"));
        Assert.StartsWith("<https://node.example/id/collectie/part/", mapped.Value("geo"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_without_an_address_of_its_own_gets_one_from_its_key()
    {
        var mapped = Mapped.Json("type: skos:Concept\nkey: nr\nrules:\n  - { to: prefLabel, from: term, language: nl }", """{"nr":"12","term":"boot"}""");
        Assert.Equal("https://node.example/id/collectie/term/12", mapped.Subject.Value);
    }

    [Fact]
    public void An_entry_whose_address_field_is_empty_is_rejected()
    {
        var mapped = Mapped.Json("type: skos:Concept\nsubject: '{uri}'\nrules:\n  - { to: prefLabel, from: term, language: nl }", """{"uri":"","term":"boot"}""");
        Assert.Equal("subject-missing", Assert.Single(mapped.Result.Diagnostics).Code);
    }

    [Fact]
    public void A_second_preferred_label_in_a_language_is_an_alternative_one()
    {
        var mapped = Mapped.Json("type: skos:Concept\nlanguage: nl\nkey: nr\nrules:\n  - { to: prefLabel, from: term, split: '|' }\n  - { to: altLabel, from: ook, split: '|' }", """{"nr":"1","term":"boot|schip","ook":"boot|schuit"}""");
        Assert.Equal("\"boot\"@nl", mapped.Value("skos:prefLabel"));
        Assert.Equal(["\"schip\"@nl", "\"schuit\"@nl"], mapped.Values("skos:altLabel"));
    }
}
