using Ocw.Nde.Mapping.Rml;

namespace Ocw.Nde.Mapping.Tests.Rml;

public sealed class YarrrmlTests : IDisposable
{
    private const string Type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";

    private readonly RmlFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_mapping_in_YARRRML_is_run_as_RML()
    {
        _folder.With("objects.csv", "nr;titel;maker;jaar\n1;Gezicht op Delft;m1;1661\n2;Zee (stil);m2;\n").With("makers.json", """{"makers":[{"id":"m1","naam":"Vermeer","site":"https://a.example/v"}]}""");

        var lines = Run("""
            prefixes:
              ex: https://x.example/
            sources:
              objects: { access: objects.csv, referenceFormulation: csv, delimiter: ";", nulls: [""] }
            mappings:
              object:
                sources: objects
                s: ex:object/$(nr)
                po:
                  - [a, schema:VisualArtwork]
                  - [schema:name, $(titel), nl~lang]
                  - [schema:dateCreated, $(jaar), xsd:gYear]
                  - [schema:identifier, "NR {$(nr)} \\(oud\\)"]
                  - p: schema:creator
                    o:
                      mapping: maker
                      condition:
                        function: equal
                        parameters:
                          - [str1, $(maker)]
                          - [str2, $(id)]
              maker:
                sources:
                  - ['makers.json~jsonpath', '$.makers[*]']
                s: ex:maker/$(id)
                po:
                  - [schema:name, $(naam)]
                  - [schema:sameAs, $(site)~iri]
            """);

        Assert.Equal(
            [
                "<https://x.example/maker/m1> <https://schema.org/name> \"Vermeer\"",
                "<https://x.example/maker/m1> <https://schema.org/sameAs> <https://a.example/v>",
                $"<https://x.example/object/1> {Type} <https://schema.org/VisualArtwork>",
                "<https://x.example/object/1> <https://schema.org/creator> <https://x.example/maker/m1>",
                "<https://x.example/object/1> <https://schema.org/dateCreated> \"1661\"^^<http://www.w3.org/2001/XMLSchema#gYear>",
                "<https://x.example/object/1> <https://schema.org/identifier> \"NR {1} (oud)\"",
                "<https://x.example/object/1> <https://schema.org/name> \"Gezicht op Delft\"@nl",
                $"<https://x.example/object/2> {Type} <https://schema.org/VisualArtwork>",
                "<https://x.example/object/2> <https://schema.org/identifier> \"NR {2} (oud)\"",
                "<https://x.example/object/2> <https://schema.org/name> \"Zee (stil)\"@nl",
            ],
            lines);
    }

    [Fact]
    public void Functions_conditions_graphs_and_targets_are_translated()
    {
        _folder.With("a.csv", "nr,soort,naam\n1,A,een\n2,B,twee\n");

        var lines = Run("""
            base: https://b.example/
            external: { owner: museum }
            targets:
              names: ['names.nq~file', nquads]
            mappings:
              thing:
                sources: [['a.csv~csv']]
                s: { value: "https://x.example/$(_owner)/$(nr)" }
                graphs: https://g.example/$(soort)
                condition: { function: idlab-fn:equal, parameters: [[str1, $(soort)], [str2, A]] }
                po:
                  - p: [schema:name, schema:alternateName]
                    o: { function: grel:toUpperCase, parameters: [[grel:valueParam, $(naam)]] }
                  - p: schema:description
                    o: { function: "grel:toUpperCase(grel:valueParam = $(naam))", language: nl }
                  - p: schema:keywords
                    o: [{ value: $(naam), targets: names }]
            """);

        Assert.Equal(
            [
                "<https://x.example/museum/1> <https://schema.org/alternateName> \"EEN\" <https://g.example/A>",
                "<https://x.example/museum/1> <https://schema.org/description> \"EEN\"@nl <https://g.example/A>",
                "<https://x.example/museum/1> <https://schema.org/name> \"EEN\" <https://g.example/A>",
            ],
            lines);
        Assert.Equal("<https://x.example/museum/1> <https://schema.org/keywords> \"een\" <https://g.example/A> .\n", File.ReadAllText(_folder.PathOf("names.nq")));
    }

    [Theory]
    [InlineData("mappings: { m: { sources: none, s: ex:1 } }", "line 1: there is no source «none»")]
    [InlineData("mappings:\n  m:\n    sources: [['a.csv~csv']]\n    s: onbekend:$(nr)x\n    po:\n      - [foo:name, $(naam)]\n", "line 6: «foo:name» is not an IRI, and its prefix is not declared")]
    [InlineData("mappings:\n  m:\n    s: ex:1\n", "a mapping has no «sources»")]
    [InlineData("mappings:\n  m:\n    sources: [['a.csv~excel']]\n", "the formulation «excel» is not known")]
    [InlineData("mappings: [", "not valid YAML")]
    [InlineData("prefixes: {}\n", "«mappings» is missing")]
    public void A_fault_is_refused_with_its_line(string yaml, string expected)
    {
        _folder.With("a.csv", "nr,naam\n1,a\n");

        Assert.Contains(expected, Assert.Throws<RmlException>(() => Run(yaml)).Message, StringComparison.Ordinal);
    }

    private List<string> Run(string yaml) => _folder.RunFile(_folder.With("mapping.yml", yaml).PathOf("mapping.yml"));
}
