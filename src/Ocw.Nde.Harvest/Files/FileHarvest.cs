using Ocw.Nde.Rdf.Unpacking;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Fetches the files and addresses of a source into the archive.</summary>
/// <remarks>
/// 1. The locations are resolved; what is not there is a reason why the run is incomplete.
/// 2. Each file is copied; an address is asked only for what is newer than the copy that the archive holds.
/// 3. A download that breaks off goes on where it stopped, if the server says that it is still the same file.
///    gzip, bzip2, xz, N-Triples and N-Quads are read to their end once, so that a file that was cut off is known before anything is made of it.
/// 4. When every file is the one of the previous run, the run is unchanged.
/// </remarks>
internal sealed class FileHarvest(GuardedHttpClient web, PayloadArchive archive, TimeProvider time, FileSource source, HarvestOptions options, IProgress<HarvestProgress>? progress)
{
    private readonly Dictionary<string, KnownFile> _fetched = new(StringComparer.Ordinal);
    private Dictionary<string, ArchivedPayload> _earlier = new(StringComparer.Ordinal);
    private RunSession _session = null!;
    private long _expectedBytes;

    public async Task<HarvestRun> RunAsync(HarvestCursor? cursor, CancellationToken cancellation)
    {
        using var opened = RunSession.Open(archive, source, since: null, options, time);
        _session = opened;
        _earlier = _session.Payloads.DistinctBy(payload => payload.Origin, StringComparer.Ordinal).ToDictionary(payload => payload.Origin, StringComparer.Ordinal);
        var problems = new List<HarvestNotice>();
        var locations = await ListAsync(FileLocations.Resolve(source, options.MaxFiles, problems), problems, cancellation);
        problems.ForEach(_session.CannotBeComplete);
        _expectedBytes = locations.Where(location => location.Address is null).DistinctBy(location => location.Key, StringComparer.Ordinal).Sum(location => new FileInfo(location.Key).Length);

        var taken = new List<ArchivedPayload>();
        foreach (var location in locations)
        {
            if (await FetchAsync(location, cursor, cancellation) is { } payload)
                taken.Add(payload with { Members = location.Members });
        }

        return Finish(taken, cursor);
    }

    // Addresses with a pattern stand for what the listing of their folder names.
    private async Task<IReadOnlyList<FileLocation>> ListAsync(IReadOnlyList<FileLocation> locations, List<HarvestNotice> problems, CancellationToken cancellation)
    {
        var listing = new WebListing(new PageClient(web, options, source.Headers, delay: null), options.MaxFiles);
        var found = new List<FileLocation>();
        foreach (var location in locations)
            found.AddRange(WebListing.IsPattern(location) ? await listing.FindAsync(location, problems, cancellation) : [location]);
        _session.Counters = _session.Counters with { Requests = _session.Counters.Requests + listing.Requests };
        return found;
    }

    private HarvestRun Finish(List<ArchivedPayload> taken, HarvestCursor? cursor)
    {
        var next = new HarvestCursor { Fingerprint = source.Fingerprint, RunId = _session.RunId, Files = _fetched };
        var outcome = taken.Count == 0 ? HarvestOutcome.Failed
            : _session.Reasons.Count > 0 ? HarvestOutcome.Incomplete
            : !options.Full && IsAsBefore(cursor) ? HarvestOutcome.Unchanged
            : HarvestOutcome.Complete;
        if (taken.Count == 0 && _session.Reasons.Count == 0)
            _session.CannotBeComplete(new HarvestNotice("no-locations", "The source has no locations. Name at least one file or address in its settings."));
        _session.Counters = _session.Counters with { Payloads = taken.Count, Bytes = taken.Sum(payload => payload.Length) };
        return _session.Finish(outcome, HarvestScope.Full, outcome is HarvestOutcome.Complete or HarvestOutcome.Unchanged ? next : cursor, isResumable: false, payloads: taken);
    }

    private bool IsAsBefore(HarvestCursor? cursor) =>
        cursor is not null
        && cursor.Fingerprint == source.Fingerprint
        && cursor.Files.Count == _fetched.Count
        && _fetched.All(file => cursor.Files.TryGetValue(file.Key, out var before) && before.Hash == file.Value.Hash);

    private static KnownFile Known(ArchivedPayload payload) => new(payload.Hash, payload.ETag, payload.LastModified) { Length = payload.Length };

    private async Task<ArchivedPayload?> FetchAsync(FileLocation location, HarvestCursor? cursor, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_earlier.TryGetValue(location.Key, out var known))
        {
            // Fetched already: by this run before it was killed, or for another member of the same archive.
            _fetched.TryAdd(location.Key, Known(known));
            return known;
        }

        var before = cursor?.Files.GetValueOrDefault(location.Key);
        try
        {
            var payload = location.Address is null ? await CopyAsync(location, before, cancellation) : await DownloadAsync(location, before, cancellation);
            _fetched[location.Key] = Known(payload);
            _earlier[location.Key] = payload;
            _session.Add(payload);

            // What was whole the last time is not looked through again.
            if (payload.Hash != before?.Hash)
            {
                CheckPacking(payload);
                CheckLastLine(payload);
            }

            return payload;
        }
        catch (WebRequestException failed)
        {
            _session.CannotBeComplete(new HarvestNotice("not-fetched", failed.Message, location.Key));
        }
        catch (UnauthorizedAccessException denied)
        {
            _session.CannotBeComplete(new HarvestNotice("not-readable", $"{denied.Message} Give the account of the node the right to read it.", location.Key));
        }
        catch (IOException unreadable) when (unreadable is not ArchiveWriteException)
        {
            _session.CannotBeComplete(new HarvestNotice("not-readable", $"{location.Key} cannot be read: {unreadable.Message}", location.Key));
        }
        catch (InvalidDataException tooLarge)
        {
            _session.CannotBeComplete(new HarvestNotice("too-large", $"{location.Key}: {tooLarge.Message}.", location.Key));
        }

        return null;
    }

    private async Task<ArchivedPayload> CopyAsync(FileLocation location, KnownFile? before, CancellationToken cancellation)
    {
        await using var file = new FileStream(location.Key, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 128 << 10, FileOptions.SequentialScan | FileOptions.Asynchronous);
        var modified = new DateTimeOffset(File.GetLastWriteTimeUtc(location.Key), TimeSpan.Zero);

        // A file with the length and the time of the copy that is held is that copy: it is not read again.
        if (before?.Length == file.Length && before.LastModified == modified && archive.Contains(before.Hash))
            return new ArchivedPayload(before.Hash, PayloadKind.File, location.Key, file.Length, time.GetUtcNow()) { LastModified = modified };
        using var writer = archive.BeginWrite();
        await writer.WriteAsync(file, options.MaxPayloadBytes, Report, cancellation);
        var stored = writer.Commit();
        Count(stored);
        return new ArchivedPayload(stored.Hash, PayloadKind.File, location.Key, stored.Length, time.GetUtcNow()) { LastModified = modified };
    }

    private async Task<ArchivedPayload> DownloadAsync(FileLocation location, KnownFile? before, CancellationToken cancellation)
    {
        var isHeld = before is not null && archive.Contains(before.Hash);
        var request = new GuardedRequest(location.Address!)
        {
            Accept = "*/*",
            Headers = source.Headers,
            IfNoneMatch = isHeld ? before!.ETag : null,
            IfModifiedSince = isHeld ? before!.LastModified : null,
            MaxBodyBytes = options.MaxPayloadBytes,
            MaxDecodedBytes = options.MaxPayloadBytes,
            TotalTimeout = options.FileTimeout,
        };
        using var download = new Download(web, archive, request, options, announced => _expectedBytes += announced, Report);
        try
        {
            var stored = await download.RunAsync(cancellation);
            if (download.ResumedAt is { } place)
                _session.Notice("download-resumed", $"{location.Key} was broken off and gone on with at byte {place:N0}.", location.Key);
            if (stored is not null)
                Count(stored);
            return Describe(location, before, stored, download.Head!);
        }
        finally
        {
            _session.Counters = _session.Counters with { Requests = _session.Counters.Requests + download.Requests };
        }
    }

    private ArchivedPayload Describe(FileLocation location, KnownFile? before, StoredPayload? stored, HalfDownload head)
    {
        if (stored is not null)
            return new ArchivedPayload(stored.Hash, PayloadKind.File, location.Key, stored.Length, time.GetUtcNow()) { MediaType = head.MediaType, Charset = head.Charset, Status = head.Status, ETag = head.ETag, LastModified = head.LastModified };
        return new ArchivedPayload(before!.Hash, PayloadKind.File, location.Key, before.Length ?? LengthOf(before.Hash), time.GetUtcNow())
        {
            MediaType = head.MediaType,
            Charset = head.Charset,
            Status = head.Status,
            ETag = head.ETag ?? before.ETag,
            LastModified = head.LastModified ?? before.LastModified,
        };
    }

    private void Count(StoredPayload stored) =>
        _session.Counters = _session.Counters with { Bytes = _session.Counters.Bytes + stored.Length, KnownPayloads = _session.Counters.KnownPayloads + (stored.WasKnown ? 1 : 0), Payloads = _session.Counters.Payloads + 1 };

    private void Report(long ofThisFile) =>
        progress?.Report(new HarvestProgress(0, null, _session.Counters.Bytes + ofThisFile, _expectedBytes > 0 ? _expectedBytes : null, _session.Counters.Payloads, "fetch"));

    private void CheckPacking(ArchivedPayload payload)
    {
        using var stream = archive.OpenUnchecked(payload.Hash);
        var packing = Packings.Of(stream);
        if (packing is Packing.None or Packing.Zip)
            return;
        try
        {
            using var unpacked = Packings.Open(packing, archive.OpenUnchecked(payload.Hash), UnpackLimits.Default);
            var buffer = new byte[64 << 10];
            while (unpacked.Read(buffer) > 0)
            {
            }
        }
        catch (InvalidDataException damaged)
        {
            _session.CannotBeComplete(new HarvestNotice("payload-damaged", $"Not everything in {payload.Origin} can be read: {damaged.Message}.", payload.Origin));
        }
    }

    // N-Triples and N-Quads are the only syntaxes of RDF in which a part of a document is a document.
    private void CheckLastLine(ArchivedPayload payload)
    {
        if (source.Format is not (SourceFormat.Auto or SourceFormat.Rdf))
            return;
        using var stream = archive.OpenUnchecked(payload.Hash);
        if (LastLine.OfStatements(stream, payload.Origin, payload.MediaType) is { } rest)
            _session.CannotBeComplete(new HarvestNotice("cut-off", $"{payload.Origin} ends in the middle of a statement («{rest}»): it is cut off. Fetch or make the file again.", payload.Origin));
    }

    private long LengthOf(string hash)
    {
        using var stream = archive.OpenUnchecked(hash);
        if (stream.CanSeek)
            return stream.Length;
        var length = 0L;
        var buffer = new byte[64 << 10];
        while (stream.Read(buffer) is > 0 and var read)
            length += read;
        return length;
    }
}
