using Ocw.Nde.Mapping.Finishing;
using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Columns;

/// <summary>Makes terms and nodes of values; finishing makes them conform afterwards.</summary>
internal static class ValueTerms
{
    /// <summary>The term of a value: an IRI where the source or the rule says so, else a literal, with a language if one is given.</summary>
    public static RdfTerm Of(CompiledRule rule, SourceNode scope, RuleValue value)
    {
        if (rule.Shape.Kind is ValueKind.Iri or ValueKind.Media || rule.Shape.IsNode || value.Source.IsIri)
        {
            if (IriText.Read(value.Text) is { } iri && (rule.Shape.Kind is ValueKind.Iri || IriText.IsWeb(iri)))
                return iri;
        }

        if (Language(rule, scope, value) is { Length: > 0 } language && rule.Shape.Kind is ValueKind.Text or ValueKind.UniqueText or ValueKind.Any or ValueKind.Term or ValueKind.Agent or ValueKind.Place or ValueKind.Node)
            return new Literal(value.Text, language);
        return new Literal(value.Text);
    }

    /// <summary>The node of a value: a name, a code, or what it refers to.</summary>
    public static Draft NodeOf(CompiledRule rule, RdfTerm term)
    {
        var node = new Draft();
        switch (term)
        {
            case Iri address when rule.Shape.Kind is ValueKind.Media:
                return MediaFinisher.OfAddress(address);
            case Literal text when rule.Shape.Kind is ValueKind.Media:
                node.Add(Vocabulary.ContentUrl, text);
                break;
            case Iri iri:
                node.Add(Vocabulary.SameAs, iri);
                break;
            case Literal code when rule.IsNotation:
                node.Add(Vocabulary.TermCode, new Literal(code.LexicalForm));
                // A code is no word of any language (BCP 47: zxx), unless the rule gives the term a name.
                if (!rule.With.Any(w => w.Property.Predicate == Vocabulary.Name))
                    node.Add(Vocabulary.Name, new Literal(code.LexicalForm, "zxx"));
                break;
            case Literal name:
                node.Add(Vocabulary.Name, name);
                // A subject that may be a person: with a property for makers finishing looks at the name itself.
                if (rule.Shape.Kind is ValueKind.Agent && rule.Property.Kind is not ValueKind.Agent && AgentNames.GuessType(name.LexicalForm) is { } type)
                    node.AddType(type);
                break;
        }

        return node;
    }

    private static string? Language(CompiledRule rule, SourceNode scope, RuleValue value)
    {
        var said = rule.LanguageFrom?.Select(scope).FirstOrDefault(n => n.HasText)?.Text?.Trim();
        return said is { Length: > 0 } && LanguageTags.IsTag(said) ? said : rule.Language ?? value.Source.Language;
    }
}
