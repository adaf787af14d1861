using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>What came of fetching records one by one.</summary>
/// <param name="Fetched">Records that were delivered.</param>
/// <param name="Undelivered">Records that were not, each with a notice.</param>
/// <param name="GoOnFrom">Since when the list can be asked again; <see langword="null"/> when nothing is left to ask.</param>
internal sealed record OaiSinglesResult(int Fetched, int Undelivered, DateTimeOffset? GoOnFrom);

/// <summary>The way round a page that a repository cannot deliver: mostly one record makes it stumble, and all others of the page can be had by GetRecord.</summary>
/// <remarks>
/// ListIdentifiers names the records behind the last good page; those that were not delivered yet are asked for one by one, as many as a page holds.
/// Then the list goes on from the datestamp of the last of them; where datestamps do not help, one by one to the end, within a ceiling.
/// </remarks>
internal sealed class OaiSingles(OaiClient client, OaiRequest requests, RunSession session, PayloadArchive archive, OaiPmhSource source, HarvestOptions options)
{
    private const int PageWhenUnknown = 50;
    private const int FailuresInARow = 10;

    private readonly HashSet<string> _undelivered = [.. session.Notices.Where(notice => notice.Code == "record-not-delivered").Select(notice => notice.Identifier).OfType<string>()];

    /// <summary>Whether another way to the same records may help after this failure: the server answers, but not this page.</summary>
    /// <param name="failed">The failure.</param>
    /// <param name="hasAnswered">Whether it gave something in OAI-PMH before.</param>
    public static bool MayHelp(WebRequestException failed, bool hasAnswered) => failed.Failure switch
    {
        WebFailure.UnexpectedContent or WebFailure.Damaged or WebFailure.TimedOut or WebFailure.TooLarge => hasAnswered,
        WebFailure.HttpStatus => failed.Status >= System.Net.HttpStatusCode.InternalServerError,
        _ => false,
    };

    /// <summary>Fetches the records that the next page should have had.</summary>
    /// <param name="list">The list, as far as it came.</param>
    /// <param name="set">Its set.</param>
    /// <param name="isDayGranularity">How moments are written.</param>
    /// <param name="keep">Keeps an answer in the archive as a page of records.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns><see langword="null"/> when this way is closed too.</returns>
    public async Task<OaiSinglesResult?> FetchAsync(OaiList list, string? set, bool isDayGranularity, Action<OaiAnswer> keep, CancellationToken cancellation)
    {
        var page = list.LargestPage > 0 ? list.LargestPage : PageWhenUnknown;
        List<OaiListedRecord> wanted;
        bool isAll;
        try
        {
            (wanted, isAll) = await ListAsync(list, set, isDayGranularity, page, cancellation);
        }
        catch (Exception closed) when (closed is WebRequestException or InvalidDataException)
        {
            return null;
        }

        if (wanted.Count == 0 && !isAll)
            return null;
        var (fetched, undelivered, inARow) = (0, 0, 0);
        foreach (var record in wanted)
        {
            if (await FetchAsync(record.Identifier, keep, cancellation))
            {
                fetched++;
                inARow = 0;
                continue;
            }

            undelivered++;
            if (++inARow >= FailuresInARow && fetched == 0)
                return null;
        }

        return new OaiSinglesResult(fetched, undelivered, isAll ? null : wanted[^1].Datestamp);
    }

    // The records that are wanted, and whether they are all that is left.
    private async Task<(List<OaiListedRecord> Wanted, bool IsAll)> ListAsync(OaiList list, string? set, bool isDayGranularity, int page, CancellationToken cancellation)
    {
        var known = Delivered();
        var wanted = new List<OaiListedRecord>();
        var from = list.RestartFrom;
        var reached = list.Newest ?? from;
        var address = requests.FirstIdentifiers(set, from, isDayGranularity);
        for (var pages = 0; pages < options.MaxPages; pages++)
        {
            using var answer = await client.AskAsync(address, set, cancellation);
            var envelope = answer.Scan.Envelope;
            if (envelope.Errors.Count > 0)
                return (wanted, envelope.Errors.All(error => error.Is("noRecordsMatch")));
            var listed = OaiIdentifierScan.Of(answer.Page.Bytes, options);
            if (answer.Scan.Records > 0)
                return ([], false);
            foreach (var record in listed)
            {
                if (!known.Add(record.Identifier))
                    continue;
                wanted.Add(record);
                reached ??= record.Datestamp;

                // A page of records is enough where the list can go on from its last datestamp; else everything has to come this way.
                if (wanted.Count >= page && list.IsOrdered && record.Datestamp > reached)
                    return (wanted, false);
                if (wanted.Count >= options.MaxSingleRecords)
                    return ([], false);
            }

            if (envelope.ResumptionToken is not { } token)
                return (wanted, answer.Scan.IsWhole);
            var next = requests.NextIdentifiers(token);
            if (next == address && listed.Count == 0)
                return (wanted, false);
            address = next;
        }

        return ([], false);
    }

    private HashSet<string> Delivered()
    {
        var known = new HashSet<string>(_undelivered, StringComparer.Ordinal);
        foreach (var payload in session.Payloads.Where(payload => payload.Kind == PayloadKind.OaiPage))
        {
            foreach (var item in new PayloadCutter(archive, payload, source, CutOptions.Default, CutDepth.QuickKeys).Cut())
            {
                if (item is CutItem.Record { Value: var record })
                    known.Add(record.Identifier);
            }
        }

        return known;
    }

    private async Task<bool> FetchAsync(string identifier, Action<OaiAnswer> keep, CancellationToken cancellation)
    {
        var address = requests.Record(identifier);
        string problem;
        try
        {
            using var answer = await client.AskAsync(address, null, cancellation);
            if (answer.Scan is { Records: 1, IsWhole: true })
            {
                keep(answer);
                return true;
            }

            problem = answer.Scan.Envelope.Errors.Count > 0 ? string.Join("; ", answer.Scan.Envelope.Errors) : "the answer holds no record";
        }
        catch (WebRequestException failed) when (MayHelp(failed, hasAnswered: true))
        {
            problem = failed.Problem;
        }
        catch (InvalidDataException refused)
        {
            problem = refused.Message;
        }

        _undelivered.Add(identifier);
        session.Notice("record-not-delivered", $"The repository cannot deliver this record, in a list nor by itself ({problem}). It is set aside; tell the administrator of the repository.", address.ToString(), identifier);
        return false;
    }
}
