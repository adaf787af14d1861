using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Store.Tests.Support;

/// <summary>Random quads over a small vocabulary, so that terms, triples and graphs meet often.</summary>
internal static class RandomQuads
{
    private static readonly string[] Types = ["integer", "decimal", "date", "dateTime", "double", "boolean"];

    public static Iri Graph(int number) => new($"http://example.org/graph/{number}");

    public static Quad Next(Random random, int graphs, bool unnamed = true, int size = 12)
    {
        var number = random.Next(unnamed ? -1 : 0, graphs);
        return new(Subject(random, size), new Iri($"http://example.org/p{random.Next(4)}"), Object(random, size), number < 0 ? null : Graph(number));
    }

    public static RdfTerm Subject(Random random, int size) =>
        random.Next(3) == 0 ? new Iri($"http://vocab.getty.edu/aat/{random.Next(size)}") : new Iri($"http://example.org/id/{random.Next(size)}");

    public static RdfTerm Object(Random random, int size) => random.Next(6) switch
    {
        0 => new Iri($"http://example.org/id/{random.Next(size)}"),
        1 => new Literal($"{random.Next(size)}", new Iri("http://www.w3.org/2001/XMLSchema#" + Types[random.Next(Types.Length)])),
        2 => new Literal($"een langere tekst met nummer {random.Next(size)}"),
        3 => new Literal($"woord {random.Next(size)}", random.Next(2) == 0 ? "nl" : "en-GB"),
        4 => new Literal($"n{random.Next(size)}"),
        _ => new Iri($"http://www.wikidata.org/entity/Q{random.Next(size)}"),
    };
}
