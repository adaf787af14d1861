using System.Text;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Termen.Quality;

/// <summary>Takes the triples of a vocabulary, from any graph, and makes the model of it; sub-properties of SKOS count as what they are derived from.</summary>
internal sealed class SkosModelReader : IQuadSink
{
    private const string Skos = "http://www.w3.org/2004/02/skos/core#";
    private const string SkosXl = "http://www.w3.org/2008/05/skos-xl#";
    private const string SubPropertyOf = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf";
    private const string Type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    private const int MaxOthers = 2_000_000;

    private static readonly Dictionary<string, SkosRelation> s_relations = new(StringComparer.Ordinal)
    {
        [Skos + "broader"] = SkosRelation.Broader,
        [Skos + "narrower"] = SkosRelation.Narrower,
        [Skos + "broaderTransitive"] = SkosRelation.BroaderTransitive,
        [Skos + "narrowerTransitive"] = SkosRelation.NarrowerTransitive,
        [Skos + "broadMatch"] = SkosRelation.BroadMatch,
        [Skos + "narrowMatch"] = SkosRelation.NarrowMatch,
        [Skos + "related"] = SkosRelation.Related,
        [Skos + "relatedMatch"] = SkosRelation.RelatedMatch,
        [Skos + "exactMatch"] = SkosRelation.ExactMatch,
        [Skos + "closeMatch"] = SkosRelation.CloseMatch,
    };

    private static readonly Dictionary<string, SkosLabel> s_labels = new(StringComparer.Ordinal)
    {
        [Skos + "prefLabel"] = SkosLabel.Preferred,
        [Skos + "altLabel"] = SkosLabel.Alternative,
        [Skos + "hiddenLabel"] = SkosLabel.Hidden,
        ["http://www.w3.org/2000/01/rdf-schema#label"] = SkosLabel.Plain,
        [SkosXl + "prefLabel"] = SkosLabel.Preferred,
        [SkosXl + "altLabel"] = SkosLabel.Alternative,
        [SkosXl + "hiddenLabel"] = SkosLabel.Hidden,
    };

    // SKOS Reference, Appendix B; what is not here is no part of SKOS any more, or never was.
    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "Collection", "Concept", "ConceptScheme", "OrderedCollection", "altLabel", "broadMatch", "broader", "broaderTransitive", "changeNote", "closeMatch", "definition", "editorialNote", "exactMatch", "example",
        "hasTopConcept", "hiddenLabel", "historyNote", "inScheme", "mappingRelation", "member", "memberList", "narrowMatch", "narrower", "narrowerTransitive", "notation", "note", "prefLabel", "related",
        "relatedMatch", "scopeNote", "semanticRelation", "topConceptOf", "",
    };

    private static readonly string[] s_notes = ["note", "changeNote", "definition", "editorialNote", "example", "historyNote", "scopeNote"];

    private readonly SkosModel _model = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _superProperties = new(StringComparer.Ordinal);
    private readonly List<Statement> _others = [];
    private readonly Dictionary<string, (string Text, string Language)> _literalForms = new(StringComparer.Ordinal);
    private readonly List<(int Node, SkosLabel Kind, string Label)> _labelNodes = [];

    /// <inheritdoc/>
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        _model.Triples++;
        var statement = new Statement(Key(subject), Encoding.UTF8.GetString(predicate.Value), Key(@object), @object.Kind == TermKind.Literal, Encoding.UTF8.GetString(@object.Language));
        CheckSkos(statement);
        if (statement.Predicate == SubPropertyOf)
            _superProperties[statement.Subject] = statement.Value;
        else if (!Take(statement, statement.Predicate) && _others.Count < MaxOthers && !IsCommon(statement.Predicate))
            _others.Add(statement);
    }

    /// <summary>The model of all that came.</summary>
    internal SkosModel Build()
    {
        foreach (var statement in _others)
        {
            var predicate = statement.Predicate;
            for (var depth = 0; depth < 8 && _superProperties.TryGetValue(predicate, out var above); depth++)
            {
                predicate = above;
                if (Take(statement, predicate))
                    break;
            }
        }

        _others.Clear();
        foreach (var (node, kind, label) in _labelNodes)
        {
            if (_literalForms.TryGetValue(label, out var form))
                _model.Nodes[node].Labels.Add((kind, form.Text, form.Language));
        }

        return _model;
    }

    private bool Take(Statement statement, string predicate)
    {
        if (s_labels.TryGetValue(predicate, out var label))
            return TakeLabel(statement, label);
        if (s_relations.TryGetValue(predicate, out var relation) && !statement.IsLiteral)
        {
            var (from, to) = (Node(statement.Subject), Node(statement.Value));
            from.Relations.Add((relation, to.Number));
            from.IsConcept = true;
            to.IsConcept |= relation is not (SkosRelation.BroadMatch or SkosRelation.NarrowMatch or SkosRelation.RelatedMatch or SkosRelation.ExactMatch or SkosRelation.CloseMatch);
            return true;
        }

        switch (predicate)
        {
            case Type when statement.Value == Skos + "Concept":
                var declared = Node(statement.Subject);
                declared.IsConcept = declared.IsDeclared = true;
                return true;
            case Type when statement.Value == Skos + "ConceptScheme":
                Node(statement.Subject).IsScheme = true;
                return true;
            case Type:
                // A class of the vocabulary's own may be derived from skos:Concept; that is seldom, and labels tell the same.
                return true;
            case Skos + "notation" when statement.IsLiteral:
                Node(statement.Subject).Notations.Add(statement.Value);
                return true;
            case Skos + "inScheme":
                Scheme(Node(statement.Subject), Node(statement.Value));
                return true;
            case Skos + "topConceptOf":
                Top(Node(statement.Subject), Node(statement.Value));
                return true;
            case Skos + "hasTopConcept":
                Top(Node(statement.Value), Node(statement.Subject));
                return true;
            case SkosXl + "literalForm":
                _literalForms[statement.Subject] = (statement.Value, statement.Language.ToLowerInvariant());
                return true;
            default:
                if (!predicate.StartsWith(Skos, StringComparison.Ordinal) || !s_notes.Contains(predicate[Skos.Length..], StringComparer.Ordinal))
                    return false;
                Node(statement.Subject).IsDocumented = true;
                return true;
        }
    }

    private bool TakeLabel(Statement statement, SkosLabel kind)
    {
        var node = Node(statement.Subject);
        if (statement.IsLiteral)
            node.Labels.Add((kind, statement.Value, statement.Language.ToLowerInvariant()));
        else
            _labelNodes.Add((node.Number, kind, statement.Value));
        return true;
    }

    private static void Scheme(SkosNode concept, SkosNode scheme)
    {
        concept.IsConcept |= !concept.IsScheme;
        scheme.IsScheme = true;
        concept.SchemeNodes.Add(scheme.Number);
    }

    private static void Top(SkosNode concept, SkosNode scheme)
    {
        Scheme(concept, scheme);
        concept.IsTopConcept = true;
        scheme.HasTopConcept = true;
    }

    private SkosNode Node(string key)
    {
        if (!_numbers.TryGetValue(key, out var number))
        {
            number = _numbers[key] = _model.Nodes.Count;
            _model.Nodes.Add(new SkosNode(number, key));
        }

        return _model.Nodes[number];
    }

    private void CheckSkos(Statement statement)
    {
        foreach (var name in statement.IsLiteral ? (string[])[statement.Subject, statement.Predicate] : [statement.Subject, statement.Predicate, statement.Value])
        {
            if (name.StartsWith(Skos, StringComparison.Ordinal) && !s_names.Contains(name[Skos.Length..]))
                _model.UndefinedSkos.Add(name);
        }
    }

    private static bool IsCommon(string predicate) => predicate.StartsWith("http://purl.org/dc/", StringComparison.Ordinal);

    private static string Key(in TermSpan term) => term.Kind == TermKind.BlankNode ? "_:" + Encoding.UTF8.GetString(term.Value) : Encoding.UTF8.GetString(term.Value);

    private readonly record struct Statement(string Subject, string Predicate, string Value, bool IsLiteral, string Language);
}
