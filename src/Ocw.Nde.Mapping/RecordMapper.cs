using System.Text.RegularExpressions;
using Ocw.Nde.Mapping.Columns;
using Ocw.Nde.Mapping.Constructs;
using Ocw.Nde.Mapping.Finishing;
using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Minting;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Mapping.Persons;
using Ocw.Nde.Mapping.Rml.Records;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping;

/// <summary>Maps records of one source one after another. Belongs to one thread: it remembers the fields that it has seen.</summary>
public sealed class RecordMapper
{
    private readonly MappingProfile _profile;
    private readonly HashSet<string> _accessFields;
    private readonly RecordLifter _lifter;
    private readonly FinishContext _context;
    private readonly QueryMapper? _queries;
    private readonly RmlProfile.Runner? _rml;
    private long _records;

    internal RecordMapper(MappingProfile profile)
    {
        _profile = profile;
        _accessFields = profile.Context.AccessFields.ToHashSet(StringComparer.Ordinal);
        _lifter = new RecordLifter(profile, _accessFields);
        _context = new FinishContext(profile.Settings);
        _queries = profile.Queries is { } queries ? new QueryMapper(queries, profile.Roots) : null;
        _rml = profile.Rml?.CreateRunner();
    }

    /// <summary>Maps one record. A record that cannot be mapped comes back with an error among its diagnostics; nothing is thrown for what is in it.</summary>
    public MappingResult Map(SourceRecord record) => Map(record, out _);

    /// <summary>Maps one record and shows its values beside the result. A preview costs more than <see cref="Map(SourceRecord)"/>, which it is the same as otherwise.</summary>
    public MappingPreview Preview(SourceRecord record)
    {
        var result = Map(record, out var lifted);
        return new MappingPreview(result, lifted?.Values() ?? []);
    }

    private MappingResult Map(SourceRecord record, out LiftedRecord? lifted)
    {
        ArgumentNullException.ThrowIfNull(record);
        _context.NextRecord();
        _records++;
        lifted = null;
        try
        {
            // 1. Lifted: bytes become elements; what is denied is not among them.
            lifted = _lifter.Lift(record);
            // 2. Mapped: queries and rules say what is said of the record.
            var draft = new Draft();
            _queries?.Map(record, lifted, draft);
            if (_rml?.Map(lifted, draft) is > 0 and var faults)
                _context.Diagnostics.Add(new MappingDiagnostic(IsError: false, "rml-value", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{faults} values of the RML mapping made no term: no IRI, no language tag, or a group where one value is expected. They are left out.")));
            var rules = _lifter.RulesFor(lifted);
            rules.Apply(lifted.Root, draft);
            if (draft.Statements.Count == 0)
                throw new LiftException("nothing-mapped", "No rule or query of the mapping found anything in the record. Check the names of the fields, and whether the profile fits the format.");
            var persons = PersonalFacts.Take(draft);
            // 3. Finished: values, names, dates and licences as the profile asks; then the IRI, from institution and key.
            var (iri, triples) = _profile.IsAuthority ? FinishConcept(record, lifted, rules, draft) : FinishObject(record, lifted, rules, draft);
            return Result(record, iri, triples, lifted, AccessValues(lifted), _context.Diagnostics) with { Persons = persons, Source = _profile.Settings.KeepSource ? SourceStatements.Of(lifted, MediaTypes.KindOf(record.MediaType) is PayloadKind.Rdf, iri) : [] };
        }
        catch (LiftException e)
        {
            return Rejected(record, lifted, e);
        }
        catch (RegexMatchTimeoutException e)
        {
            return Rejected(record, lifted, new LiftException("mapping-limit", $"The regular expression «{e.Pattern}» of a mapping rule took more than {e.MatchTimeout.TotalSeconds} s on a value. Write it without nested repetition."));
        }
    }

    private (Iri, IReadOnlyList<Triple>) FinishObject(SourceRecord record, LiftedRecord lifted, RuleSet rules, Draft draft)
    {
        var finisher = new ObjectFinisher(_context, _profile.Types, _profile.Context.DatasetIri);
        finisher.FinishValues(draft);
        SetSource(lifted, rules, draft);
        var key = KeyOf(record, lifted, rules, draft);
        draft.Remove(Vocabulary.Key);
        ObjectReferences.Resolve(draft, _profile.Settings.Subject is "minted" && !rules.HasKey ? _profile.Minter : null, _context);
        if (!draft.Has(Vocabulary.Identifier))
            draft.Add(Vocabulary.Identifier, new Literal(key));
        var iri = _profile.Settings.Subject is "minted" || draft.SourceIri is null ? _profile.Minter.Object(key) : draft.SourceIri;
        finisher.Complete(draft, iri, key, record.Datestamp, _profile.Settings.RecordDate);
        return (iri, new DraftMinter(_profile.Minter).Write(draft, iri));
    }

    private (Iri, IReadOnlyList<Triple>) FinishConcept(SourceRecord record, LiftedRecord lifted, RuleSet rules, Draft draft)
    {
        new ConceptFinisher(_context, _profile.Types, _profile.Context.DatasetIri).Finish(draft);
        SetSource(lifted, rules, draft);
        var iri = _profile.Settings.Subject is not "minted" && draft.SourceIri is { } own ? own : _profile.Minter.Entry(KeyOf(record, lifted, rules, draft));
        return (iri, new DraftMinter(_profile.Minter).Write(draft, iri));
    }

    private void SetSource(LiftedRecord lifted, RuleSet rules, Draft draft)
    {
        if (_profile.Settings.Subject is "minted" or "source")
            return;
        draft.SourceIri = rules.SubjectOf(lifted.Root) is { } text && IriText.Read(text) is { } iri
            ? iri
            : throw new LiftException("subject-missing", "The fields of mapping.subject are empty or do not make a web address (https://…).");
    }

    // From the settings; else what a query gives as key, else what was mapped to identifier, else the end of the source's IRI, else the record's own identifier.
    private static string KeyOf(SourceRecord record, LiftedRecord lifted, RuleSet rules, Draft draft)
    {
        var key = rules.HasKey ? rules.KeyOf(lifted.Root) : GivenKey(draft) ?? MappedIdentifier(draft) ?? LastSegment(draft.SourceIri) ?? record.Identifier;
        return string.IsNullOrWhiteSpace(key)
            ? throw new LiftException("key-missing", "The record has no key: the fields of mapping.key are empty. Without it the object has no address.")
            : key.Trim();
    }

    private static string? GivenKey(Draft draft) => draft.Terms(Vocabulary.Key).OfType<Literal>().Select(l => l.LexicalForm).FirstOrDefault();

    // Of several identifiers the one that ends the source's IRI, else the first in order of characters.
    private static string? MappedIdentifier(Draft draft)
    {
        var identifiers = draft.Terms(Vocabulary.Identifier).Concat(draft.Terms(Vocabulary.Notation)).OfType<Literal>().Select(l => l.LexicalForm).Order(StringComparer.Ordinal).ToList();
        var last = LastSegment(draft.SourceIri);
        return identifiers.Find(i => string.Equals(i, last, StringComparison.Ordinal)) ?? identifiers.FirstOrDefault();
    }

    private static string? LastSegment(Iri? iri)
    {
        if (iri is null)
            return null;
        var end = iri.Value.TrimEnd('/', '#');
        var cut = end.LastIndexOfAny(['/', '#']);
        return cut < 0 || cut == end.Length - 1 ? null : Uri.UnescapeDataString(end[(cut + 1)..]);
    }

    private Dictionary<string, IReadOnlyList<string>> AccessValues(LiftedRecord lifted)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (_accessFields.Count == 0)
            return values;
        foreach (var group in lifted.Root.SelfAndDescendants().Where(n => n.HasText && _accessFields.Contains(n.Field.Path)).GroupBy(n => n.Field.Path, StringComparer.Ordinal))
            values[group.Key] = [.. group.Select(n => n.Text!.Trim())];
        return values;
    }

    private MappingResult Rejected(SourceRecord record, LiftedRecord? lifted, LiftException reason) => Result(
        record, null, [], lifted, new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal),
        [new MappingDiagnostic(IsError: true, reason.Code, $"{reason.Message} ({record.Origin})"), .. _context.Diagnostics]);

    private MappingResult Result(
        SourceRecord record, Iri? subject, IReadOnlyList<Triple> triples, LiftedRecord? lifted, Dictionary<string, IReadOnlyList<string>> access, IReadOnlyList<MappingDiagnostic> diagnostics)
    {
        var seen = lifted?.SeenFields(_records) ?? [];
        var unused = seen.Where(f => f.Use == FieldUse.Unread).Select(f => f.Path).ToList();
        return new MappingResult(record.Identifier, subject, triples, unused, lifted?.DeniedFields ?? (IReadOnlyCollection<string>)[], access, diagnostics) { SeenFields = seen };
    }
}
