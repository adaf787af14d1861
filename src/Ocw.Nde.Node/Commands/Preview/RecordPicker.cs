using Ocw.Nde.Harvest;
using Ocw.Nde.Mapping;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Commands.Preview;

/// <summary>Which record is asked for.</summary>
/// <param name="Key">The identifier of the record, or the number or IRI of the object; <see langword="null"/> to go by number.</param>
/// <param name="Number">Which record, from 1.</param>
/// <param name="File">A file to take the records from, in place of the source.</param>
internal sealed record RecordChoice(string? Key, int Number, string? File);

/// <summary>A record with what the mapping makes of it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Place">Where it was taken from: <c>archive</c>, <c>source</c> or <c>file</c>.</param>
/// <param name="Profile">The profile that mapped it.</param>
/// <param name="Preview">What came of it.</param>
internal sealed record PickedRecord(SourceRecord Record, string Place, MappingProfile Profile, MappingPreview Preview);

/// <summary>Takes one record of a source: from a file that is named, else from the archive of its last run, else from the first answer of the source. Nothing is written but temporary files.</summary>
internal sealed class RecordPicker(NodeSettings settings, SourceSettings source, OutgoingWeb web)
{
    /// <summary>The most records that the first answer of a source is looked through for.</summary>
    private const int MostFetched = 10_000;

    private readonly DataFolders _folders = new(settings.DataDirectory);
    private MappingProfile? _profile;

    /// <summary>Takes it.</summary>
    /// <exception cref="UserException">There is no such record, or nothing could be fetched.</exception>
    public async Task<PickedRecord> PickAsync(RecordChoice choice, CancellationToken cancellation)
    {
        var temporary = Directory.CreateTempSubdirectory("ocwnde-preview-").FullName;
        try
        {
            // An archive makes its folder: where there is none yet, none is left behind.
            var archive = new PayloadArchive(Directory.Exists(_folders.Archive) ? _folders.Archive : temporary);
            var runs = choice.File is null ? archive.RunsToReplay(source.Harvest.Id, includeIncomplete: true) : [];
            if (runs.Any(run => run.Payloads.Count > 0))
            {
                var places = new RecordPlaces(archive, temporary, web.JsonLd);
                var name = source.Mapping!.FindsProfile ? new FormatFinder(archive, places.CutOptions).ProfileOf(source)! : source.Mapping.Profile;
                var profile = ProfileLoader.Load(settings, source, source.Mapping.WithProfile(name), web.JsonLd);
                var reader = Reader(places, source, runs);
                return Find(() => reader.Read(profile, _ => { }, cancellation), profile, "archive", choice) ?? throw NotThere(choice, whole: true);
            }

            var records = await FetchAsync(choice, new RecordPlaces(archive, temporary, web.JsonLd), cancellation);
            return Find(() => records, _profile!, choice.File is null ? "source" : "file", choice) ?? throw NotThere(choice, whole: choice.File is not null);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static ChannelRecords Reader(RecordPlaces places, SourceSettings source, IReadOnlyList<HarvestRun> runs) => new(places, source, runs, _ => { }, () => { }, _ => { });

    private async Task<List<SourceRecord>> FetchAsync(RecordChoice choice, RecordPlaces places, CancellationToken cancellation)
    {
        var harvest = choice.File is { } file ? FileOf(Path.GetFullPath(file)) : source.Harvest;
        var records = new List<SourceRecord>();
        var reader = Reader(places, source with { Harvest = harvest }, []);
        var preview = await web.HarvesterFor(source, places.Archive).PreviewAsync(harvest, null, null, Look, MostFetched, cancellation);
        if (records.Count > 0)
            return records;
        var reason = ChannelPlan.TextOf(preview.Reasons);
        throw new UserException(new($"Er kwam geen record van {source.Id}. {reason}".TrimEnd(), $"No record came from {source.Id}. {reason}".TrimEnd()));

        // The payloads are gone when the look is over: documents are split while they are there.
        void Look(CutItem item)
        {
            if (item is CutItem.Record { Value.IsDeleted: false } or CutItem.Document)
                records.AddRange(reader.Read([item], _profile ??= ProfileFor(item), _ => { }, cancellation));
        }
    }

    private MappingProfile ProfileFor(CutItem item)
    {
        var mapping = source.Mapping!;
        if (mapping.FindsProfile)
        {
            var format = item is CutItem.Record { Value: var record } ? RecordFormat.Of(record.Content.Span, record.MediaType) : ((CutItem.Document)item).Value.Format();
            mapping = mapping.WithProfile(FormatFinder.ProfileFor(source, format));
        }

        return ProfileLoader.Load(settings, source, mapping, web.JsonLd);
    }

    // A file of a source that is fetched otherwise is read as the answer would be: what is a record in it is found out.
    private FileSource FileOf(string file) => source.Harvest is FileSource own ? own with { Locations = [file] } : new FileSource(source.Harvest.Id, [file]);

    private static PickedRecord? Find(Func<IEnumerable<SourceRecord>> records, MappingProfile profile, string place, RecordChoice choice)
    {
        var mapper = profile.CreateMapper();
        if (choice.Key is not { } key)
            return records().Skip(choice.Number - 1).FirstOrDefault() is { } numbered ? new PickedRecord(numbered, place, profile, mapper.Preview(numbered)) : null;

        // The identifier of the record costs no mapping; the number of the object does.
        if (records().FirstOrDefault(r => r.Identifier == key) is { } named)
            return new PickedRecord(named, place, profile, mapper.Preview(named));
        return records().FirstOrDefault(r => Names(mapper.Map(r), key)) is { } found ? new PickedRecord(found, place, profile, mapper.Preview(found)) : null;
    }

    private static bool Names(MappingResult mapped, string key) =>
        mapped.Subject is { } subject
        && (subject.Value == key || mapped.Triples.Any(t => t.Subject.Equals(subject) && t.Predicate is Iri { Value: "https://schema.org/identifier" or "https://schema.org/sameAs" } && TextOf(t.Object) == key));

    private static string? TextOf(RdfTerm term) => term switch
    {
        Literal literal => literal.LexicalForm,
        Iri iri => iri.Value,
        _ => null,
    };

    private UserException NotThere(RecordChoice choice, bool whole)
    {
        var (nl, en) = choice.Key is { } key ? ($"Er is geen record «{key}» in", $"There is no record «{key}» in") : ($"Er zijn minder dan {choice.Number} records in", $"There are fewer than {choice.Number} records in");
        return new UserException(whole
            ? new($"{nl} {choice.File ?? source.Id}.", $"{en} {choice.File ?? source.Id}.")
            : new($"{nl} het eerste antwoord van {source.Id}; oogst de bron eerst om alle records te kunnen kiezen.", $"{en} the first answer of {source.Id}; harvest the source first to be able to choose from all records."));
    }
}
