using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KneeBot.BotFramework;

/// <summary>Loads the bot's certificate with its private key.</summary>
public static class CertificateFile
{
    /// <summary>Loads it from its file or the store.</summary>
    /// <exception cref="ValidationException">It cannot be found or read; the message says which and why.</exception>
    public static X509Certificate2 Load(BotCertificate certificate)
    {
        var found = certificate.Path is { } path ? FromFile(certificate, path) : FromStore(certificate);
        return found.HasPrivateKey ? found : throw new ValidationException($"The {certificate} has no private key; name its file in MicrosoftAppCertificate:KeyPath.");
    }

    private static X509Certificate2 FromFile(BotCertificate certificate, string path)
    {
        try
        {
            var isPem = File.ReadAllText(path).Contains("-----BEGIN", StringComparison.Ordinal);
            return (isPem, certificate.Password) switch
            {
                (false, _) => X509CertificateLoader.LoadPkcs12FromFile(path, certificate.Password),
                (true, null) => X509Certificate2.CreateFromPemFile(path, certificate.KeyPath),
                (true, { } password) => X509Certificate2.CreateFromEncryptedPemFile(path, password, certificate.KeyPath),
            };
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ValidationException($"The certificate '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static X509Certificate2 FromStore(BotCertificate certificate)
    {
        foreach (var location in new[] { StoreLocation.CurrentUser, StoreLocation.LocalMachine })
        {
            try
            {
                using var store = new X509Store(certificate.StoreName, location);
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
                var found = certificate.Thumbprint is { } thumbprint
                    ? store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false)
                    : store.Certificates.Find(X509FindType.FindBySubjectName, certificate.SubjectName!, validOnly: false);
                if (found.OrderByDescending(one => one.NotAfter).FirstOrDefault(one => one.HasPrivateKey) is { } usable)
                    return usable;
            }
            catch (CryptographicException)
            {
                // This store does not exist here; the other may.
            }
        }

        throw new ValidationException($"The {certificate} is not in the certificate store '{certificate.StoreName}' with its private key.");
    }
}
