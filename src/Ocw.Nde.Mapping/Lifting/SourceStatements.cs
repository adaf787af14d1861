using System.Globalization;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Lifting;

/// <summary>What the source says of a record, as triples to be kept beside what mapping made of it.</summary>
/// <remarks>
/// Without what is denied, and without what the profile leaves out on purpose. Every node gets an IRI below that of the object (<c>…#source</c>, <c>…#source-12</c>), also where the source has
/// one of its own (then <c>dcterms:source</c> tells it): whoever takes out the object takes out all of it.
/// </remarks>
internal static class SourceStatements
{
    private static readonly Iri SourceRecord = new(Vocabulary.Ocwnde + "sourceRecord");
    private static readonly Iri Source = new(Vocabulary.Dcterms + "source");

    /// <summary>The statements.</summary>
    /// <param name="lifted">The record.</param>
    /// <param name="isRdf">Whether the source is RDF: its own triples are kept then, else the elements.</param>
    /// <param name="subject">The object that the record describes.</param>
    public static List<Triple> Of(LiftedRecord lifted, bool isRdf, Iri subject)
    {
        var triples = (isRdf ? lifted.Graph : TreeGraph.Of(lifted.Root, withLeftOut: false)).Triples;
        var names = new Dictionary<RdfTerm, Iri>();
        var root = new Iri(subject.Value + "#source");
        foreach (var node in triples.Select(t => t.Subject).Distinct())
            names.Add(node, Equals(node, LiftedGraph.Record) ? root : new Iri(string.Create(CultureInfo.InvariantCulture, $"{root.Value}-{names.Count}")));
        // What nothing else leads to is led to by the object.
        var inner = triples.Select(t => t.Object).Where(names.ContainsKey).ToHashSet();
        var kept = new List<Triple>(triples.Count + names.Count);
        foreach (var (node, name) in names)
        {
            if (!inner.Contains(node))
                kept.Add(new Triple(subject, SourceRecord, name));
            if (node is Iri own && !LiftedGraph.IsLocal(own))
                kept.Add(new Triple(name, Source, own));
        }

        kept.AddRange(triples.Where(t => names.ContainsKey(t.Object) || !IsNode(t.Object)).Select(t => new Triple(names[t.Subject], t.Predicate, names.GetValueOrDefault(t.Object) ?? t.Object)));
        return kept;
    }

    // A node of which nothing is said any more would be a name that means nothing outside the record.
    private static bool IsNode(RdfTerm term) => term is BlankNode || (term is Iri iri && LiftedGraph.IsLocal(iri));
}
