using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary>Who is logged in to review: a random cookie for each, forgotten after hours without use and when the node stops. The key itself is kept nowhere.</summary>
internal sealed class ReviewSessions(KeyRing keys, TimeProvider time)
{
    /// <summary>How long a session lasts without use.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    private const string CookieName = "ocwnde-review";
    private const int MostSessions = 1000;
    private readonly ConcurrentDictionary<string, ReviewSession> _sessions = new(StringComparer.Ordinal);

    /// <summary>The session of a request, or <see langword="null"/>.</summary>
    public ReviewSession? Of(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 } cookie || !_sessions.TryGetValue(HashOf(cookie), out var session))
            return null;
        var now = time.GetUtcNow();
        if (now - session.Used > Idle)
        {
            _sessions.TryRemove(HashOf(cookie), out _);
            return null;
        }

        session.Used = now;
        return session;
    }

    /// <summary>Logs in with a key; <see langword="false"/> if it is not known or not for review.</summary>
    public bool TryOpen(HttpContext context, string key)
    {
        if (keys.Find(key) is not { MayReview: true } known)
            return false;
        Forget();
        var cookie = RandomText();
        _sessions[HashOf(cookie)] = SessionOf(known);
        context.Response.Cookies.Append(CookieName, cookie, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = ReviewEndpoints.Root, IsEssential = true });
        return true;
    }

    /// <summary>Logs out.</summary>
    public void Close(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is { Length: > 0 } cookie)
            _sessions.TryRemove(HashOf(cookie), out _);
        context.Response.Cookies.Delete(CookieName, new CookieOptions { Path = ReviewEndpoints.Root });
    }

    private ReviewSession SessionOf(ApiKey key) => new(key.Name, key.Institution, RandomText()) { Used = time.GetUtcNow() };

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (name, session) in _sessions.OrderBy(s => s.Value.Used).ToList())
        {
            if (now - session.Used > Idle || _sessions.Count >= MostSessions)
                _sessions.TryRemove(name, out _);
        }
    }

    private static string RandomText() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static string HashOf(string cookie) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cookie)));
}
