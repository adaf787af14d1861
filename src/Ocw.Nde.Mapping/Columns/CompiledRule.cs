using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Columns;

/// <summary>A rule of the settings, read and checked once, applied to every record.</summary>
internal sealed class CompiledRule
{
    /// <summary>The property that it gives.</summary>
    public required ModelProperty Property { get; init; }

    /// <summary>What its values become.</summary>
    public required ValueShape Shape { get; init; }

    /// <summary>The fields that it reads itself.</summary>
    public required FieldPath[] From { get; init; }

    /// <summary>How the fields are read.</summary>
    public required ValueReader Reader { get; init; }

    /// <summary>The elements to which it is applied one by one, instead of the element at hand.</summary>
    public FieldPath? Each { get; init; }

    /// <summary>Where it holds.</summary>
    public required IReadOnlyList<FieldCondition> When { get; init; }

    /// <summary>A fixed value.</summary>
    public string? Constant { get; init; }

    /// <summary>A text with fields.</summary>
    public ValueTemplate? Template { get; init; }

    /// <summary>Begin, end and precision of a date in fields of their own.</summary>
    public DateFields? Dates { get; init; }

    /// <summary>The language of its texts.</summary>
    public string? Language { get; init; }

    /// <summary>The field that says the language.</summary>
    public FieldPath? LanguageFrom { get; init; }

    /// <summary>Whether its values are codes.</summary>
    public bool IsNotation { get; init; }

    /// <summary>What more is said of its values.</summary>
    public required IReadOnlyList<CompiledRule> With { get; init; }

    /// <summary>Every field that it and its parts read.</summary>
    public IEnumerable<FieldPath> AllFields =>
        From.Concat(When.SelectMany(w => w.Fields))
            .Concat(Template?.Fields ?? [])
            .Concat(Dates?.All ?? [])
            .Concat(LanguageFrom is null ? [] : [LanguageFrom])
            .Concat(With.SelectMany(w => w.AllFields));

    /// <summary>Applies the rule to a record or an element of it.</summary>
    /// <param name="scope">The element.</param>
    /// <param name="target">The node that gets the property.</param>
    /// <param name="within">The value of the rule around this one, when this rule says more of it.</param>
    public void Apply(SourceNode scope, Draft target, RuleValue? within)
    {
        if (Each is null)
        {
            ApplyTo(scope, target, within);
            return;
        }

        foreach (var element in Each.Select(scope))
            ApplyTo(element, target, null);
    }

    private void ApplyTo(SourceNode scope, Draft target, RuleValue? within)
    {
        if (!When.All(w => w.Holds(scope)))
            return;
        if (Dates is not null)
        {
            foreach (var date in Dates.Read(scope, Reader, Property.Kind is ValueKind.Coverage, within))
                target.Add(Property.Predicate, date);
        }
        else if (From.Length == 0 && Constant is null && Template is null)
        {
            var whole = new Draft();
            AddParts(whole, scope, within);
            if (whole.Statements.Count > 0)
                Attach(target, whole);
        }
        else
        {
            foreach (var value in RuleValues.Of(this, scope, within))
                Add(target, scope, value);
        }
    }

    private void Add(Draft target, SourceNode scope, RuleValue value)
    {
        var term = ValueTerms.Of(this, scope, value);
        // SKOS links concepts by their addresses; everything else that is only an address becomes a node that refers to it.
        if (!Shape.IsNode || (term is Iri && Property.Predicate == Vocabulary.Broader && With.Count == 0))
        {
            target.Add(Property.Predicate, term);
            return;
        }

        var node = ValueTerms.NodeOf(this, term);
        AddParts(node, scope, value);
        Attach(target, node);
    }

    private void AddParts(Draft node, SourceNode scope, RuleValue? value)
    {
        foreach (var part in With)
            part.Apply(scope, node, value);
    }

    private void Attach(Draft target, Draft node)
    {
        foreach (var type in Shape.Types)
            node.AddType(type);
        target.Add(Property.Predicate, node);
    }
}
