using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Targets;

/// <summary>Writes RDF/JSON (W3C Note of 2013): objects by subject and predicate, so the statements are gathered until the end.</summary>
internal sealed class RdfJsonWriter(Stream output) : ITargetWriter
{
    /// <summary>The most statements that are gathered.</summary>
    private const int MaxStatements = 5_000_000;

    private readonly Dictionary<string, Dictionary<string, List<Member>>> _subjects = new(StringComparer.Ordinal);
    private int _count;

    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        if (graph.Kind != TermKind.None)
            throw new RmlException("RDF/JSON has no named graphs; write formats:N-Quads, formats:TriG or formats:JSON-LD.");
        if (++_count > MaxStatements)
            throw new RmlException($"RDF/JSON is gathered in memory, and {MaxStatements} statements is the most; write formats:N-Triples.");
        var predicates = Of(_subjects, NameOf(subject));
        if (!predicates.TryGetValue(predicate.ToString(), out var objects))
            predicates[predicate.ToString()] = objects = [];
        objects.Add(new Member(@object.Kind, NameOf(@object), Encoding.UTF8.GetString(@object.Datatype), Encoding.UTF8.GetString(@object.Language)));
    }

    public void Complete()
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        foreach (var (subject, predicates) in _subjects)
        {
            json.WriteStartObject(subject);
            foreach (var (predicate, objects) in predicates)
            {
                json.WriteStartArray(predicate);
                foreach (var member in objects)
                    Write(json, member);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Member member)
    {
        json.WriteStartObject();
        json.WriteString("type", member.Kind switch { TermKind.Iri => "uri", TermKind.BlankNode => "bnode", _ => "literal" });
        json.WriteString("value", member.Value);
        if (member.Language.Length > 0)
            json.WriteString("lang", member.Language);
        else if (member.Datatype.Length > 0)
            json.WriteString("datatype", member.Datatype);
        json.WriteEndObject();
    }

    private static string NameOf(in TermSpan term) => term.Kind == TermKind.BlankNode ? "_:" + term.ToString() : term.ToString();

    private static Dictionary<string, List<Member>> Of(Dictionary<string, Dictionary<string, List<Member>>> subjects, string name)
    {
        if (!subjects.TryGetValue(name, out var predicates))
            subjects[name] = predicates = new(StringComparer.Ordinal);
        return predicates;
    }

    private readonly record struct Member(TermKind Kind, string Value, string Datatype, string Language);
}
