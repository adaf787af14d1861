using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Operations.Alignments;

/// <summary>Finds the institution's own numbers of the records that use a value: <c>schema:identifier</c>, all of them, or the IRI of the object where it has none.</summary>
internal sealed class RecordNumbers(Snapshot snapshot, string contentGraph)
{
    // A value may hang on a part of a record: the making of it, a role, a place in a list.
    private const int MostSteps = 3;

    private readonly TermId _graph = snapshot.Terms.FindIri(contentGraph);
    private readonly TermId _identifier = snapshot.Terms.FindIri(SchemaNs.Namespace + "identifier");
    private readonly (TermId Predicate, string Field)[] _fields = [.. AlignmentFields.ByPredicate.Select(pair => (snapshot.Terms.FindIri(pair.Key.Value), pair.Value)).Where(pair => pair.Item1.IsBound)];

    /// <summary>The numbers, in order, each once.</summary>
    /// <param name="node">The value.</param>
    /// <param name="fields">The fields in which it was aligned.</param>
    public IReadOnlyList<string> Of(string node, IReadOnlyCollection<string> fields)
    {
        if (!_graph.IsBound || snapshot.Terms.FindIri(node) is not { IsBound: true } value)
            return [];
        var numbers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (predicate, _) in _fields.Where(f => fields.Contains(f.Field, StringComparer.Ordinal)))
        {
            foreach (var subject in Subjects(predicate, value))
                numbers.UnionWith(NumbersOf(subject, MostSteps));
        }

        return [.. numbers];
    }

    private List<string> NumbersOf(TermId subject, int steps)
    {
        var own = IdentifiersOf(subject);
        if (own.Count > 0)
            return own;
        var parents = steps > 0 ? Subjects(default, subject) : [];
        return parents.Count > 0
            ? [.. parents.SelectMany(parent => NumbersOf(parent, steps - 1))]
            : snapshot.Terms.ToTerm(subject) is Iri iri ? [iri.Value] : [];
    }

    private List<string> IdentifiersOf(TermId subject)
    {
        var found = new List<string>();
        if (!_identifier.IsBound)
            return found;
        var batch = new QuadBatch(16);
        using var scan = snapshot.Scan(new QuadPattern(subject, _identifier, default, GraphSelector.Named(_graph)), QuadOrder.Any);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
            {
                if (snapshot.Terms.ToTerm(new TermId(batch.Objects[i])) is Literal number)
                    found.Add(number.LexicalForm);
            }
        }

        return found;
    }

    private List<TermId> Subjects(TermId predicate, TermId value)
    {
        var found = new List<TermId>();
        var batch = new QuadBatch();
        using var scan = snapshot.Scan(new QuadPattern(default, predicate, value, GraphSelector.Named(_graph)), QuadOrder.Any);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
                found.Add(new TermId(batch.Subjects[i]));
        }

        return found;
    }
}
