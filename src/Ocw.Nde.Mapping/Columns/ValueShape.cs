using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Columns;

/// <summary>What the values of a rule become: a literal of some kind, or a node with classes.</summary>
/// <param name="Kind">What.</param>
/// <param name="Types">The classes of nodes; empty where finishing decides.</param>
internal sealed record ValueShape(ValueKind Kind, IReadOnlyList<Iri> Types)
{
    /// <summary>Whether values become nodes.</summary>
    public bool IsNode => Kind is ValueKind.Term or ValueKind.Agent or ValueKind.Place or ValueKind.Media or ValueKind.Node;

    /// <summary>What a rule's values become.</summary>
    /// <param name="property">The property of the rule.</param>
    /// <param name="word">The rule's <c>as</c>, or <see langword="null"/>.</param>
    /// <param name="hasParts">Whether the rule says more of its values, so that they are nodes.</param>
    /// <exception cref="FormatException">The word is not known, or the property cannot have such values.</exception>
    public static ValueShape Of(ModelProperty property, string? word, bool hasParts)
    {
        var literal = word?.ToLowerInvariant() switch
        {
            "text" => ValueKind.Text,
            "string" => ValueKind.String,
            "iri" or "url" or "uri" => ValueKind.Iri,
            "date" => ValueKind.Date,
            "number" or "decimal" => ValueKind.Number,
            "integer" => ValueKind.Integer,
            _ => (ValueKind?)null,
        };
        if (literal is { } kind)
        {
            if (property.HasNodes && kind is not ValueKind.Iri)
                throw new FormatException($"{property.Name} takes things with a name, not a {word}; leave «as» out or name a class");
            return property.HasNodes ? new ValueShape(property.Kind, []) : new ValueShape(property.Kind is ValueKind.Any ? kind : property.Kind, []);
        }

        return word?.ToLowerInvariant() switch
        {
            null => new ValueShape(property.Kind is ValueKind.Any or ValueKind.Iri or ValueKind.String && hasParts ? ValueKind.Node : property.Kind, []),
            "term" or "definedterm" => new ValueShape(ValueKind.Term, [Vocabulary.DefinedTerm]),
            "agent" => new ValueShape(ValueKind.Agent, []),
            _ when ClassOf(word) is { } type => new ValueShape(property.HasNodes ? property.Kind : ValueKind.Node, [type]),
            _ => throw new FormatException($"«{word}» is not a class (Person, Organization, Place, Term, …) and not text, string, iri, date, number or integer"),
        };
    }

    private static Iri? ClassOf(string word) =>
        Vocabulary.Expand(word) ?? (char.IsAsciiLetterUpper(word[0]) && word.All(char.IsAsciiLetterOrDigit) ? new Iri(Vocabulary.Schema + word) : null);
}
