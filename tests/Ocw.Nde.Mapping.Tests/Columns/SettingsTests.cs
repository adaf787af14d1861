using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Mapping.Tests.Support;

namespace Ocw.Nde.Mapping.Tests.Columns;

public class SettingsTests
{
    [Fact]
    public void All_mistakes_are_reported_at_once_with_their_keys()
    {
        var refused = Assert.Throws<MappingSettingsException>(() => Yaml.Profile("""
            language: Nederlands taal
            type: ["Een klasse"]
            recordDate: gisteren
            key: Standplaats
            media: { license: "CC BY" }
            rules:
              - { to: titel, from: titel }
              - { to: name, from: titel, as: Geheim nummer }
              - { to: creator, from: maker, as: date }
              - { to: name, from: titel, splitPattern: "(" }
              - { to: name, template: "{titel" }
              - { to: name, start: van }
              - { to: name, from: "x_{9..1}" }
              - { to: name, from: ../x }
              - { to: name }
              - { to: name, from: titel, pick: some }
            """));

        Assert.Equal(
            ["key", "language", "media.license", "recordDate", "rules[0].to", "rules[1].as", "rules[2].as", "rules[3]", "rules[4].template", "rules[5].start", "rules[6].from", "rules[7].from", "rules[8]", "rules[9].pick", "type[0]"],
            refused.Problems.Select(p => p.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(refused.Problems, p => Assert.True(p.Dutch.Length > 10 && p.English.Length > 10));
        Assert.Contains("mapping.allow", refused.Problems.Single(p => p.Key == "key").English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_may_be_a_prefixed_name_or_an_IRI()
    {
        var mapped = Mapped.Json("key: nr\nlanguage: nl\nrules:\n  - { to: 'schema:award', from: a }\n  - { to: 'https://x.example/p', from: b, as: iri }\n  - { to: 'schema:colour', from: c, as: Term }", """{"nr":"1","a":"prijs","b":"https://y.example/","c":"rood"}""");
        Assert.Equal("\"prijs\"", mapped.Value("award"));
        Assert.Contains(mapped.Result.Triples, t => t.Predicate.ToString() == "<https://x.example/p>" && t.Object.ToString() == "<https://y.example/>");
        Assert.Equal("\"rood\"@nl", mapped.Value("colour", "name"));
    }
}
