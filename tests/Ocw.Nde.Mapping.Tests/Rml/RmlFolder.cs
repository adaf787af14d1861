using System.Text;
using Ocw.Nde.Mapping.Rml;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Mapping.Tests.Rml;

/// <summary>A folder with a mapping and its sources, and what running it gives.</summary>
internal sealed class RmlFolder : IDisposable
{
    /// <summary>The prefixes of every mapping of these tests.</summary>
    public const string Prefixes = """
        @prefix rml: <http://w3id.org/rml/> .
        @prefix csvw: <http://www.w3.org/ns/csvw#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix formats: <http://www.w3.org/ns/formats/> .
        @prefix grel: <http://users.ugent.be/~bjdmeest/function/grel.ttl#> .
        @prefix s: <https://schema.org/> .
        @prefix : <https://m.example/> .

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ocwnde-rml-test-");

    /// <summary>The report of the last run.</summary>
    public RmlReport Report { get; private set; } = null!;

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public RmlFolder With(string name, string content) => With(name, Encoding.UTF8.GetBytes(content));

    public RmlFolder With(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), content);
        return this;
    }

    /// <summary>Runs Turtle as a mapping; the statements in order of their text.</summary>
    public List<string> Run(string turtle, RmlOptions? options = null) => RunFile(With("mapping.ttl", Prefixes + turtle).PathOf("mapping.ttl"), options);

    /// <summary>Runs a mapping file.</summary>
    public List<string> RunFile(string file, RmlOptions? options = null)
    {
        using var text = new MemoryStream();
        var writer = RdfFormats.CreateWriter(RdfFormats.NQuads, text);
        Report = RmlMapping.Load(file).Run(writer, options);
        writer.Complete();
        return [.. Encoding.UTF8.GetString(text.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[..^2]).Order(StringComparer.Ordinal)];
    }

    /// <summary>The message with which a mapping is refused.</summary>
    public string Refusal(string turtle, RmlOptions? options = null) => Assert.Throws<RmlException>(() => Run(turtle, options)).Message;

    /// <summary>A triples map over a file: subject by template, one property by reference.</summary>
    public static string Map(string source, string template, string reference) => $$"""
        :Map rml:logicalSource [ {{source}} ] ;
          rml:subjectMap [ rml:template "{{template}}" ] ;
          rml:predicateObjectMap [ rml:predicate s:name ; rml:objectMap [ rml:reference "{{reference}}" ] ] .
        """;

    public static string Csv(string path, string more = "") => $"rml:source [ rml:path \"{path}\" {more} ] ; rml:referenceFormulation rml:CSV";

    public static string Json(string path, string iterator) => $"rml:source [ rml:path \"{path}\" ] ; rml:referenceFormulation rml:JSONPath ; rml:iterator \"{iterator}\"";

    public static string Xml(string path, string iterator) => $"rml:source [ rml:path \"{path}\" ] ; rml:referenceFormulation rml:XPath ; rml:iterator \"{iterator}\"";

    public void Dispose() => _folder.Delete(recursive: true);
}
