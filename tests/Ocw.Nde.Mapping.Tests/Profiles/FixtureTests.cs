using System.Text;
using Ocw.Nde.Mapping.Tests.Support;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Mapping.Tests.Profiles;

/// <summary>
/// Each record of <c>tests/data/mappings/&lt;profile&gt;</c> becomes exactly the triples of the Turtle file beside it, which conform to the record profile.
/// With <c>OCWNDE_WRITE_FIXTURES=1</c> the Turtle files are written anew, to be read and committed.
/// </summary>
public class FixtureTests
{
    private static readonly string Folder = Path.Combine(SharedData.ProjectRoot, "tests", "data", "mappings");

    public static TheoryData<string> Fixtures()
    {
        var fixtures = new TheoryData<string>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".ttl", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            fixtures.Add(Path.GetRelativePath(Folder, file));
        return fixtures;
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_record_becomes_the_triples_that_stand_beside_it(string fixture)
    {
        var file = Path.Combine(Folder, fixture);
        var mediaType = Path.GetExtension(file) switch { ".json" => "application/json", ".jsonld" => "application/ld+json", ".rdf" => "application/rdf+xml", _ => "application/xml" };
        var profile = Yaml.Profile($"profile: {Path.GetDirectoryName(fixture)}\nlanguage: nl\nrecordDate: 2024-01-01");

        var result = profile.CreateMapper().Map(new SourceRecord("r1", File.ReadAllBytes(file), mediaType, fixture));

        Assert.False(result.IsRejected, string.Join("; ", result.Diagnostics));
        var expected = Path.ChangeExtension(file, ".ttl");
        var actual = Turtle(result);
        if (Environment.GetEnvironmentVariable("OCWNDE_WRITE_FIXTURES") == "1")
            File.WriteAllText(expected, actual);
        Assert.Equal("", string.Join("\n", Shapes.Validate(result.Triples).Counts.Where(c => c.Severity.Value == Shacl.ShaclNs.Violation).Select(c => $"{c.Path} {c.Component.Value}")));
        Assert.True(result.UnusedFields.Count == 0, $"{fixture}: nothing reads {string.Join(", ", result.UnusedFields)}");
        Assert.True(GraphIsomorphism.AreIsomorphic(Read(Encoding.UTF8.GetBytes(actual)), Read(File.ReadAllBytes(expected))), $"{fixture} became\n{actual}");
    }

    private static string Turtle(MappingResult result)
    {
        using var output = new MemoryStream();
        var writer = RdfFormats.CreateWriter(RdfFormats.Turtle, output);
        writer.Prefix("schema"u8, "https://schema.org/"u8);
        writer.Prefix("skos"u8, "http://www.w3.org/2004/02/skos/core#"u8);
        writer.Prefix("xsd"u8, "http://www.w3.org/2001/XMLSchema#"u8);
        var sink = new QuadSinkAdapter(writer);
        foreach (var triple in result.Triples.OrderBy(t => t.Subject == result.Subject ? "" : t.Subject.ToString(), StringComparer.Ordinal).ThenBy(t => t.ToString(), StringComparer.Ordinal))
            sink.Add(triple);
        writer.Complete();
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static RdfGraph Read(byte[] turtle)
    {
        var graph = new RdfGraph();
        RdfFormats.Parse(turtle, RdfFormats.Turtle, new RdfGraphSink(graph));
        return graph;
    }
}
