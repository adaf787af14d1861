using System.Globalization;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Makes every value what its property expects: texts with a language, numbers, dates, addresses, and nodes for terms, makers and places.</summary>
internal sealed class ValueFinisher(FinishContext context)
{
    private static readonly Iri[] AtMostOne =
        [Vocabulary.BirthPlace, new(Vocabulary.Schema + "deathPlace"), Vocabulary.FoundingLocation, new(Vocabulary.Schema + "location"), new(Vocabulary.Schema + "geo")];

    private readonly HashSet<Draft> _finished = new(ReferenceEqualityComparer.Instance);

    /// <summary>Finishes a node and everything below it.</summary>
    public void Finish(Draft node)
    {
        if (!_finished.Add(node))
            return;
        node.Rewrite(s => Statement(node, s));
        foreach (var date in node.Statements.Select(s => s.Predicate).Where(p => ModelProperties.Of(p).Kind is ValueKind.Date).Distinct().ToList())
            DateFinisher.Finish(node, date, context);
        UniqueTexts(node);
        SingleNodes(node);
    }

    private IEnumerable<DraftStatement> Statement(Draft node, DraftStatement statement)
    {
        var property = ModelProperties.Of(statement.Predicate);
        if (statement.Node is { } child)
            return Values(property, child);
        if (statement.Term is Iri named && IriText.IsLocalFile(named) && statement.Predicate != Vocabulary.Type)
        {
            context.Remark("iri-not-valid", "A value is an address without a host, which leads nowhere. It is left out.", property.Predicate);
            return [];
        }

        if (statement.Term is Literal { Language: { Length: > 2 } tag } text && LanguageCodes.Canonical(tag) is var canonical && canonical != tag)
            statement = statement with { Term = text with { Language = canonical } };
        return (property.Kind, statement.Term) switch
        {
            (ValueKind.Text or ValueKind.UniqueText, Literal literal) => Text(property, literal),
            (ValueKind.String, Literal literal) => String(statement, TextCleaner.Line(literal.LexicalForm)),
            (ValueKind.String, Iri iri) => String(statement, iri.Value),
            (ValueKind.Iri, Literal literal) => Address(node, property, literal),
            (ValueKind.Iri, Iri iri) when property.Predicate == Vocabulary.License => [statement with { Term = Licenses.Canonical(iri) }],
            (ValueKind.Number or ValueKind.Integer, Literal literal) => Number(property, literal),
            (ValueKind.Coverage, Literal literal) => Coverage(property, literal),
            (ValueKind.Coverage, Iri iri) => [new(statement.Predicate, null, Reference(property, iri))],
            (ValueKind.Any or ValueKind.Date, _) => [statement],
            (_, Literal literal) when property.HasNodes => Named(property, literal),
            (_, Iri iri) when property.HasNodes => [Referred(property, statement, iri)],
            _ => [statement],
        };
    }

    private IEnumerable<DraftStatement> Text(ModelProperty property, Literal literal)
    {
        var text = property.Kind is ValueKind.UniqueText || property.Predicate == Vocabulary.AlternateName ? TextCleaner.Line(literal.LexicalForm) : TextCleaner.Lines(literal.LexicalForm);
        return context.IsIgnored(text) ? [] : [new(property.Predicate, new Literal(text, literal.Language ?? context.Language), null)];
    }

    private IEnumerable<DraftStatement> String(DraftStatement statement, string text) =>
        context.IsIgnored(text) ? [] : [statement with { Term = new Literal(statement.Predicate == Vocabulary.InLanguage ? LanguageCodes.Canonical(text) : text) }];

    private IEnumerable<DraftStatement> Address(Draft node, ModelProperty property, Literal literal)
    {
        var text = TextCleaner.Line(literal.LexicalForm);
        if (context.IsIgnored(text))
            return [];
        if (property.Predicate == Vocabulary.License)
            return [License(text, literal)];
        if (IriText.Read(text) is { } iri)
            return [new(property.Predicate, iri, null)];
        if (property.Predicate == Vocabulary.IsPartOf && node.IsA(Vocabulary.CreativeWork))
            return [new(property.Predicate, null, Collection(text, literal.Language))];
        context.Remark("iri-not-valid", "A value is not a web address (https://…), which this property asks for. It is left out.", property.Predicate);
        return [];
    }

    // A licence in words that the settings do not name stays readable as a notice.
    private DraftStatement License(string text, Literal literal)
    {
        if (context.Licenses.TryGetValue(text, out var named))
            return new(Vocabulary.License, named, null);
        return IriText.Read(text) is { } iri
            ? new(Vocabulary.License, Licenses.Canonical(iri), null)
            : new(Vocabulary.CopyrightNotice, new Literal(text, literal.Language ?? context.Language), null);
    }

    // isPartOf takes IRIs only: a collection that is only named becomes a node.
    private Draft Collection(string name, string? language)
    {
        var collection = new Draft();
        collection.AddType(new Iri(Vocabulary.Schema + "Collection"));
        collection.Add(Vocabulary.Name, new Literal(name, language ?? context.Language));
        return collection;
    }

    private IEnumerable<DraftStatement> Number(ModelProperty property, Literal literal)
    {
        var text = TextCleaner.Line(literal.LexicalForm);
        if (context.IsIgnored(text))
            return [];
        if (literal.Datatype != Vocabulary.XsdString && literal.Language is null)
            return [new(property.Predicate, literal, null)];
        if (decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            if (property.Kind is ValueKind.Number)
                return [new(property.Predicate, new Literal(number.ToString(CultureInfo.InvariantCulture), Vocabulary.XsdDecimal), null)];
            if (decimal.IsInteger(number))
                return [new(property.Predicate, new Literal(decimal.Truncate(number).ToString("0", CultureInfo.InvariantCulture), Vocabulary.XsdInteger), null)];
        }

        context.Remark("number-not-understood", "A value is not a number. It is left out.", property.Predicate);
        return [];
    }

    private List<DraftStatement> Coverage(ModelProperty property, Literal literal)
    {
        if (context.IsIgnored(TextCleaner.Line(literal.LexicalForm)))
            return [];
        return DateFinisher.Coverage(literal) is { } interval ? [new(property.Predicate, interval, null)] : Named(property, literal);
    }

    // A value of which only the words are known.
    private List<DraftStatement> Named(ModelProperty property, Literal literal)
    {
        if (property.Kind is ValueKind.Media)
        {
            if (IriText.Read(literal.LexicalForm) is { } address)
                return [Referred(property, new(property.Predicate, address, null), address)];
            if (!context.IsIgnored(TextCleaner.Line(literal.LexicalForm)))
                context.Remark("iri-not-valid", "A media object is not given by a web address (https://…). It is left out.", property.Predicate);
            return [];
        }

        var named = new Draft();
        named.Add(Vocabulary.Name, literal);
        return Values(property, named);
    }

    // «Anoniem (Frankrijk)» is no maker, but where the maker worked is known.
    private List<DraftStatement> Values(ModelProperty property, Draft given)
    {
        var values = new List<DraftStatement>();
        foreach (var line in Lines(property, given))
        {
            var region = AgentFinisher.IsMaker(property.Predicate) ? AgentFinisher.RegionOfUnknown(line) : null;
            if (Node(property, line) is { } kept)
                values.Add(new(property.Predicate, null, kept));
            else if (region is not null)
                values.AddRange(Named(ModelProperties.Of(Vocabulary.MakerActiveIn), region));
        }

        return values;
    }

    // Collection systems put repeated values on lines of their own («wool\nsilk»); the name of one thing never has several lines.
    private static IEnumerable<Draft> Lines(ModelProperty property, Draft node)
    {
        if (property.Kind is not (ValueKind.Term or ValueKind.Agent or ValueKind.Place or ValueKind.Coverage) || node.SourceIri is not null)
            return [node];
        var names = node.Terms(Vocabulary.Name).OfType<Literal>().ToList();
        if (names is not [var name] || (TextLines(name.LexicalForm).Length < 2 && !(property.Kind is ValueKind.Agent && AgentNames.AreSeveral(name.LexicalForm))) || node.Statements.Exists(s => s.Predicate != Vocabulary.Name && s.Predicate != Vocabulary.Type))
            return [node];
        return TextLines(property.Kind is ValueKind.Agent && AgentNames.AreSeveral(name.LexicalForm) ? name.LexicalForm.Replace(" / ", "\n", StringComparison.Ordinal) : name.LexicalForm).Distinct(StringComparer.Ordinal).Select(line =>
        {
            var part = new Draft();
            part.Add(Vocabulary.Name, name with { LexicalForm = line });
            foreach (var type in node.Types)
                part.AddType(type);
            return part;
        });
    }

    private static string[] TextLines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // A value of which only the address is known: a local node that refers to it, except where SKOS itself links concepts.
    private DraftStatement Referred(ModelProperty property, DraftStatement statement, Iri iri)
    {
        if (property.Kind is ValueKind.Node || property.Predicate == Vocabulary.Broader)
            return statement;
        return new(statement.Predicate, null, Reference(property, iri));
    }

    private Draft Reference(ModelProperty property, Iri iri)
    {
        var node = property.Kind is ValueKind.Media ? MediaFinisher.OfAddress(iri) : new Draft();
        if (property.Kind is not ValueKind.Media)
            node.Add(Vocabulary.SameAs, iri);
        return Node(property, node)!;
    }

    private Draft? Node(ModelProperty property, Draft node)
    {
        if (_finished.Contains(node))
            return node;
        var isAgent = property.Kind is ValueKind.Agent || node.IsA(Vocabulary.Person) || node.IsA(Vocabulary.Organization);
        if (isAgent && !AgentFinisher.Prepare(node, context, AgentFinisher.IsMaker(property.Predicate)))
            return null;
        if (property.Kind is ValueKind.Place && !PlaceFinisher.Prepare(node))
            return null;
        Finish(node);
        if (property.Kind is ValueKind.Media)
            return MediaFinisher.Finish(node, context) ? node : null;
        if (property.HasNodes || property.Kind is ValueKind.Coverage)
        {
            Localize(property, node);
            if (!HasSubstance(node))
                return null;
            NodeTypes.Add(property, node);
        }

        return node;
    }

    // The node is local to the dataset and refers to the source's own IRI (SCHEMA-AP-NDE, «reference terms»); works stay as they are.
    private static void Localize(ModelProperty property, Draft node)
    {
        if (property.Field is null || node.SourceIri is not { } iri || node.IsA(Vocabulary.CreativeWork))
            return;
        node.SourceIri = null;
        if (IriText.IsWeb(iri) && !node.Terms(Vocabulary.SameAs).Contains(iri))
            node.Add(Vocabulary.SameAs, iri);
    }

    // A term whose only name has no letter or digit («-», «?», «#») names nothing.
    private static bool HasSubstance(Draft node)
    {
        var names = node.Terms(Vocabulary.Name).OfType<Literal>().ToList();
        if (names.Count > 0 && !names.Exists(n => TextCleaner.HasWord(n.LexicalForm)))
            node.Remove(Vocabulary.Name);
        return node.Statements.Exists(s => s.Predicate != Vocabulary.Type);
    }

    // A person has one place of birth, a place one position: of several the first in order of characters stays.
    private void SingleNodes(Draft node)
    {
        foreach (var predicate in AtMostOne)
        {
            var values = node.Nodes(predicate).ToList();
            if (values.Count < 2)
                continue;
            var kept = values.OrderBy(v => v.Terms(Vocabulary.Name).OfType<Literal>().FirstOrDefault()?.LexicalForm, StringComparer.Ordinal).First();
            node.Statements.RemoveAll(s => s.Predicate == predicate && s.Node != kept);
            if (values.Select(v => v.Terms(Vocabulary.Name).FirstOrDefault()).Distinct().Count() > 1)
                context.Remark("more-than-one", "There are several values where the profile allows one; the first in order of characters is kept.", predicate);
        }
    }

    // One value per language: a second name becomes another name, a second preferred label another label; sizes are joined.
    private static void UniqueTexts(Draft node)
    {
        foreach (var property in node.Statements.Select(s => ModelProperties.Of(s.Predicate)).Where(p => p.Kind is ValueKind.UniqueText).Distinct().ToList())
        {
            foreach (var doubled in node.Terms(property.Predicate).OfType<Literal>().Distinct().GroupBy(l => l.Language, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).ToList())
            {
                node.Statements.RemoveAll(s => s.Predicate == property.Predicate && s.Term is Literal l && string.Equals(l.Language, doubled.Key, StringComparison.OrdinalIgnoreCase));
                var rest = property.Predicate == Vocabulary.Name ? Vocabulary.AlternateName : property.Predicate == Vocabulary.PrefLabel ? Vocabulary.AltLabel : null;
                if (rest is null)
                {
                    node.Add(property.Predicate, new Literal(string.Join("; ", doubled.Select(l => l.LexicalForm).OrderBy(SizeOrder.Of)), doubled.Key!));
                    continue;
                }

                node.Add(property.Predicate, doubled.First());
                foreach (var other in doubled.Skip(1))
                    node.Add(rest, other);
            }
        }
    }
}
