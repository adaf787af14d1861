using System.Text;
using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Tests.Support;

/// <summary>Maps one record and looks into the result.</summary>
internal sealed class Mapped(MappingResult result)
{
    public const string Schema = "https://schema.org/";
    public const string Skos = "http://www.w3.org/2004/02/skos/core#";

    public MappingResult Result { get; } = result;

    public Iri Subject => Result.Subject ?? throw new InvalidOperationException(string.Join("; ", Result.Diagnostics));

    public static Mapped Json(string yaml, string json, MappingContext? context = null) =>
        new(Yaml.Profile(yaml, context).CreateMapper().Map(new SourceRecord("r1", Encoding.UTF8.GetBytes(json), "application/json", "test")));

    public static Mapped Xml(string yaml, string xml, MappingContext? context = null) =>
        new(Yaml.Profile(yaml, context).CreateMapper().Map(new SourceRecord("r1", Encoding.UTF8.GetBytes(xml), "application/xml", "test")));

    /// <summary>The values of a path of property names from the object: literals in N-Triples form, IRIs in brackets.</summary>
    public string[] Values(params string[] path)
    {
        IEnumerable<RdfTerm> nodes = [Subject];
        foreach (var step in path)
            nodes = nodes.SelectMany(n => Result.Triples.Where(t => t.Subject == n && t.Predicate == Property(step)).Select(t => t.Object)).ToList();
        return [.. nodes.Select(n => n.ToString()).Order(StringComparer.Ordinal)];
    }

    public string Value(params string[] path) => Assert.Single(Values(path));

    public static RdfTerm Property(string name) => new Iri(name switch
    {
        "a" => "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        _ when name.StartsWith("skos:", StringComparison.Ordinal) => Skos + name[5..],
        _ when name.StartsWith("dcterms:", StringComparison.Ordinal) => "http://purl.org/dc/terms/" + name[8..],
        _ => Schema + name,
    });
}
